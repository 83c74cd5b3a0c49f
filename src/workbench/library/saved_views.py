"""Searches that somebody comes back to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.people.telling import carry_out

from .actions import ForgetSearch, SaveSearch
from .forms import SaveForm
from .models import SavedSearch
from .questions import Asked


@needs(Right.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def saved(request: UserRequest) -> HttpResponse:
    """List one's saved searches; save one more."""
    if request.method == "POST":
        form = SaveForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Give the search a name of 1 to 80 characters.")
            return redirect("library:saved")
        given = form.cleaned_data
        act = SaveSearch(given["name"], given["query"], given["sort"], request.user)
        carry_out(request, act, "The search is saved.")
        return redirect("library:saved")
    own = SavedSearch.objects.visible_to(request.user)
    shown = [(each, Asked(words=each.query, sort=each.sort)) for each in own]
    rows = [
        {"saved": each, "page": at.address(), "feed": at.address("library:feed")}
        for each, at in shown
    ]
    return render(request, "library/saved.html", {"rows": rows})


@needs(Right.SIGNED_IN)
@require_POST
def forget(request: UserRequest, pk: str) -> HttpResponse:
    """Throw a saved search away."""
    found = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    carry_out(request, ForgetSearch(found, request.user), "The search is forgotten.")
    return redirect("library:saved")
