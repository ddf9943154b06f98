from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash


def renew(request, user=None):
    """Give the session a new key; it stays signed in and in the user's own list of sessions."""
    old = request.session.session_key
    update_session_auth_hash(request, user or request.user)
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)
