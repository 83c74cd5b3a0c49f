"""What stands before every view: the second factor, the session's end, the right."""

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .access import right_of
from .models import User
from .roles import Right

Next = Callable[[HttpRequest], HttpResponse]
_SEEN = "seen"
_HAS_FACTOR = "has_factor"


class SessionLimits:
    """End a session that was idle too long."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, logged out if nobody was there for long."""
        if request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get(_SEEN, now)
            if now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif now - seen >= 60 or _SEEN not in request.session:
                # Written once a minute at most: each write locks the session's row.
                request.session[_SEEN] = now
        return self.get_response(request)


class SecondFactor:
    """Lead staff without a second factor to where they set one up."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or lead to the set-up."""
        user = request.user
        if isinstance(user, User) and user.is_staff and not self._has(request, user):
            open_to = (reverse("mfa_index"), reverse("account_logout"))
            paths = (*open_to, reverse("account_reauthenticate"), settings.STATIC_URL)
            if not request.path.startswith(paths):
                return redirect("mfa_activate_totp")
        return self.get_response(request)

    @staticmethod
    def _has(request: HttpRequest, user: User) -> bool:
        if request.session.get(_HAS_FACTOR) == str(user.pk):
            return True
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        own = Authenticator.objects.filter(user_id=user.pk, type__in=kinds)
        has: bool = own.exists()
        if has:
            request.session[_HAS_FACTOR] = str(user.pk)
        return has


class Rights:
    """Refuse a view to whom its mark does not allow; a view without a mark to all."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the view is judged once it is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Return nothing where the view may be used.

        Raises:
            PermissionDenied: it may not.
        """
        right = right_of(view)
        if right is Right.PUBLIC:
            return None
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path())
        if right is None or right not in request.user.rights:
            raise PermissionDenied
        return None
