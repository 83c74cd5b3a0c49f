"""The switch between languages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from workbench.people.access import needs
from workbench.people.models import User
from workbench.people.roles import Right

from .actions import ChooseLanguage

_A_YEAR = 365 * 24 * 3600


@needs(Right.PUBLIC)
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Read on in another language: kept with the account, and in this browser."""
    chosen = request.POST.get("language", "")
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}):
        there = "/"
    answer = redirect(there)
    if chosen not in dict(settings.LANGUAGES):
        return answer
    if isinstance(request.user, User):
        ChooseLanguage(chosen, request.user).execute()
    return keep_in_browser(answer, chosen)


def keep_in_browser(answer: HttpResponse, language: str) -> HttpResponse:
    """Return an answer that tells the browser to remember a language."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer
