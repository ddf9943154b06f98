"""The people who can sign in, for the administrator: everything a list row shows."""

from django.db import models
from django.db.models import Prefetch, Q

from kansrijk.accounts.models import Hat, User


def people():
    """All users without their secrets; saving one cannot overwrite a password chosen meanwhile."""
    live = Hat.objects.filter(withdrawn_at=None).select_related("district")
    return (
        User.objects.defer("password", "last_login", "epoch")
        .annotate(is_invited=Q(password__startswith="!", last_login=None))
        .prefetch_related(Prefetch("hats", live, to_attr="live_hats"))
        .order_by("search_name", "pk")
    )


def for_list():
    return people().fetch_mode(models.FETCH_RAISE)
