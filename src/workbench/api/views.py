"""Pages about programs: one's tokens, the webhooks, the reference."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openimr.errors import OpenImrError
from workbench.people.access import UserRequest, View, needs
from workbench.people.roles import Right
from workbench.people.telling import carry_out

from .actions import MakeToken, RevokeToken
from .forms import EndpointForm, TokenForm
from .hooks.actions import AddEndpoint, EndEndpoint, Redeliver, TestEndpoint
from .models import Delivery, Endpoint, Token
from .scopes import Scope, allowed

_SHOWN = 50


def _known_anew(view: View) -> View:
    """Ask for the password again before a POST, unless that was a moment ago."""
    made: View = reauthentication_required(allow_get=True)(view)
    return made


@needs(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
@_known_anew
def tokens(request: UserRequest) -> HttpResponse:
    """List one's tokens; a POST makes one more, whose secret is shown once."""
    scopes, secret, status = allowed(request.user), "", 200
    form = TokenForm(request.POST or None, scopes=scopes)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            wanted = [Scope(word) for word in given["scopes"]]
            act = MakeToken(given["name"], wanted, given["days"], request.user)
            try:
                _, secret = act.execute()
                form, status = TokenForm(scopes=scopes), 200
            except OpenImrError as error:
                form.add_error(None, str(error))
    found = Token.objects.filter(owner=request.user).order_by("-created")
    context = {"tokens": found[:_SHOWN], "form": form, "secret": secret}
    return render(request, "api/tokens.html", context, status=status)


@needs(Right.SIGNED_IN)
@require_POST
def revoke(request: UserRequest, pk: str) -> HttpResponse:
    """Revoke a token."""
    found = get_object_or_404(Token.objects.visible_to(request.user), pk=pk)
    carry_out(request, RevokeToken(found, request.user), "The token opens nothing now.")
    return redirect("programs:tokens")


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
@_known_anew
def webhooks(request: UserRequest) -> HttpResponse:
    """List the webhooks; a POST sets one up, whose secret is shown once."""
    secret, status = "", 200
    form = EndpointForm(request.POST or None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            act = AddEndpoint(given["url"], given["events"], request.user)
            try:
                _, secret = act.execute()
                form, status = EndpointForm(), 200
            except OpenImrError as error:
                form.add_error("url", str(error))
    found = Endpoint.objects.order_by("ended", "-made")
    context = {"webhooks": found, "form": form, "secret": secret}
    return render(request, "api/webhooks.html", context, status=status)


@needs(Right.ADMINISTER)
@require_GET
def webhook(request: UserRequest, pk: str) -> HttpResponse:
    """Show one webhook with its latest deliveries."""
    found = get_object_or_404(Endpoint, pk=pk)
    latest = found.deliveries.order_by("-made")[:_SHOWN]
    context = {"webhook": found, "deliveries": latest}
    return render(request, "api/webhook.html", context)


@needs(Right.ADMINISTER)
@require_POST
def end_webhook(request: UserRequest, pk: str) -> HttpResponse:
    """Tell an address nothing more."""
    found = get_object_or_404(Endpoint, pk=pk)
    carry_out(request, EndEndpoint(found, request.user), "It is told nothing more.")
    return redirect("programs:webhook", pk=pk)


@needs(Right.ADMINISTER)
@require_POST
def test_webhook(request: UserRequest, pk: str) -> HttpResponse:
    """Send an event that means nothing."""
    found = get_object_or_404(Endpoint, pk=pk)
    carry_out(request, TestEndpoint(found, request.user), "A test event is on its way.")
    return redirect("programs:webhook", pk=pk)


@needs(Right.ADMINISTER)
@require_POST
def redeliver(request: UserRequest, pk: str) -> HttpResponse:
    """Deliver once more."""
    found = get_object_or_404(Delivery, pk=pk)
    carry_out(request, Redeliver(found, request.user), "It is being delivered again.")
    return redirect("programs:webhook", pk=found.endpoint_id)


@needs(Right.PUBLIC)
@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """Show every operation, from the OpenAPI document."""
    from .reference import told

    return render(request, "api/reference.html", told())
