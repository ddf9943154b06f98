from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.utils import timezone


def renew(request, user=None):
    """Give the session a new key; it stays signed in and in the user's own list of sessions."""
    old = request.session.session_key
    update_session_auth_hash(request, user or request.user)
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def still_open(user):
    """The sessions with which this user is signed in, oldest first; others leave the list."""
    listed = UserSession.objects.filter(user=user).order_by("created_at", "pk")
    keys = listed.values_list("session_key", flat=True)
    stored = Session.objects.filter(pk__in=list(keys), expire_date__gt=timezone.now())
    hashes = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    alive = {each.pk for each in stored if each.get_decoded().get(HASH_SESSION_KEY) in hashes}
    listed.exclude(session_key__in=alive).delete()
    return [each for each in listed if each.session_key in alive]
