"""The page on which an invited party makes an account."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from workbench.errors import InvitationError
from workbench.languages.actions import ChooseLanguage
from workbench.languages.middleware import bilingual
from workbench.languages.speech import say, spoken
from workbench.languages.views import keep_in_browser
from workbench.people.access import needs
from workbench.people.actions import Accept
from workbench.people.roles import Right

from .forms import JoinForm
from .models import PartyInvitation


@needs(Right.PUBLIC)
@bilingual
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Let an invited party choose a password.

    The page speaks the language of the invitation until another is chosen on it.
    """
    try:
        invitation = Accept(secret, "").invitation()
        row = get_object_or_404(PartyInvitation, invitation=invitation)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(row.language)
        form = JoinForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            user = Accept(secret, form.cleaned_data["password"]).execute()
            language = spoken().value
            ChooseLanguage(language, user).execute()
            messages.success(request, say("pages.join_done"))
            return keep_in_browser(redirect("account_login"), language)
    except InvitationError:
        return render(request, "parties/join_over.html", status=410)
    status = 422 if form.is_bound else 200
    context = {"form": form, "invitation": invitation}
    return render(request, "parties/join.html", context, status=status)
