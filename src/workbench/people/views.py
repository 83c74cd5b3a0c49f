"""Pages about people: the first page, invitations, roles."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workbench.design.waiting import waiting_for
from workbench.errors import InvitationError
from workbench.languages.middleware import bilingual

from .access import UserRequest, needs
from .actions import Accept, CloseAccount, GiveRole, Invite, TakeRole
from .forms import AcceptForm, InviteForm, RoleForm
from .models import User
from .roles import Right, Role
from .telling import carry_out


@needs(Right.PUBLIC)
@bilingual
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what the workbench is, or what waits for who is logged in."""
    user = request.user
    waiting = waiting_for(user) if isinstance(user, User) else []
    return render(request, "people/home.html", {"waiting": waiting})


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def people(request: UserRequest) -> HttpResponse:
    """List everybody; a POST invites one more."""
    form = InviteForm(request.POST or None)
    secret, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            act = Invite(
                given["email"], given["name"], Role(given["role"]), by=request.user
            )
            try:
                _, secret = act.execute()
                form, status = InviteForm(), 200
            except InvitationError as error:
                form.add_error("email", str(error))
    way_in = (
        request.build_absolute_uri(reverse("accept", args=[secret])) if secret else ""
    )
    everybody = User.objects.prefetch_related("held_roles").order_by("name", "email")
    context = {"people": everybody, "form": form, "way_in": way_in}
    return render(request, "people/people.html", context, status=status)


@needs(Right.ADMINISTER)
@require_GET
def person(request: UserRequest, pk: str) -> HttpResponse:
    """Show one person with roles."""
    found = get_object_or_404(User, pk=pk)
    free = [role for role in Role if role not in found.roles]
    return render(request, "people/person.html", {"person": found, "free": free})


@needs(Right.ADMINISTER)
@require_POST
def change_role(request: UserRequest, pk: str, verb: str) -> HttpResponse:
    """Give or take a role."""
    found = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        give = verb == "give"
        act = (
            GiveRole(found, role, request.user)
            if give
            else TakeRole(found, role, request.user)
        )
        carry_out(request, act)
    return redirect("person", pk=pk)


@needs(Right.ADMINISTER)
@require_POST
def close(request: UserRequest, pk: str) -> HttpResponse:
    """Close an account."""
    carry_out(request, CloseAccount(get_object_or_404(User, pk=pk), request.user))
    return redirect("person", pk=pk)


@needs(Right.PUBLIC)
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Let an invited person choose a password."""
    form = AcceptForm(request.POST or None)
    try:
        invitation = Accept(secret, "").invitation()
        if hasattr(invitation, "to_party"):  # its own page speaks the party's language
            return redirect("parties:join", secret)
        if request.method == "POST" and form.is_valid():
            Accept(secret, form.cleaned_data["password"]).execute()
            messages.success(request, "Your account is ready.  Log in.")
            return redirect("account_login")
    except InvitationError as error:
        return render(request, "people/no_way_in.html", {"error": error}, status=410)
    status = 422 if form.is_bound else 200
    context = {"form": form, "invitation": invitation}
    return render(request, "people/accept.html", context, status=status)
