"""Who may open what: every view names its hats, or is public."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def hats(*allowed):
    """Open a view to these roles; a view without this line fails a house test."""

    def decorator(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.hat is None or request.hat.role not in allowed:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.hats = frozenset(allowed)
        return guarded

    return decorator


def any_user(view):
    """Open a view to everybody who signed in, whatever hat they wear (also none yet)."""
    view.hats = frozenset(["any"])
    return view
