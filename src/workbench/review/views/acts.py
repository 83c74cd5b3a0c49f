"""Forms of the desk: each is cleaned, acted upon, and leads back to its place."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from openimr.domain import Decision, Verdict
from openimr.errors import OpenImrError
from workbench.errors import DraftError, StorageError
from workbench.people.access import UserRequest, needs
from workbench.people.models import User
from workbench.people.roles import Right
from workbench.review import actions, forms
from workbench.review.actions.finding import Selection
from workbench.review.loss import tells_loss
from workbench.review.models import Draft

from .desk import desk_page
from .finding import Problem, bench_at

Given = dict[str, Any]
Act = Callable[[Draft, User, Given], Draft]
_KEPT = frozenset(
    {"fact", "finding", "value", "reason", "status", "decision", "text", "words"}
    | {"page", "start", "end"}
)
_TYPED = 60_000


def _view(
    form: type[forms.DraftForm], act: Act, name: str, place: str
) -> Callable[..., HttpResponse]:
    """Return the view of one form.

    ``name`` is what the page calls the form, ``place`` where on the page it leads back
    to; ``{item}`` and other fields may stand in both.
    """

    @tells_loss
    def view(request: UserRequest, pk: int) -> HttpResponse:
        bench = bench_at(request, pk)
        if bench.draft is None:
            raise Http404("There is no draft.")
        sent = form(request.POST)
        item = _number(request.POST.get("item", "0"))
        typed = {
            key: str(value)[:_TYPED]
            for key, value in request.POST.items()
            if key in _KEPT
        }
        called = name.format_map(_Named(request.POST))
        if not sent.is_valid():
            problem = Problem(called, _first(sent), typed)
            return desk_page(request, bench, item, problem, 422)
        try:
            act(bench.draft, request.user, sent.cleaned_data)
        except StorageError:
            raise
        except OpenImrError as error:
            now = bench_at(request, pk)
            status = 409 if isinstance(error, DraftError) else 422
            problem = Problem(called, str(error), typed)
            return desk_page(request, now, item, problem, status)
        back = reverse("review:desk", args=[pk])
        there = place.format_map(_Named(request.POST))
        return redirect(f"{back}?item={item}#{there}")

    return needs(Right.REVIEW)(require_POST(view))


class _Named(dict[str, str]):
    """What was sent, for names of forms; what was not sent is nothing."""

    def __init__(self, sent: Any) -> None:
        super().__init__({key: _plain(str(value)) for key, value in sent.items()})

    def __missing__(self, _: str) -> str:
        return ""


def _plain(word: str) -> str:
    """Return a word as it can stand in a fragment of an address."""
    return "".join(mark for mark in word[:60] if mark.isalnum() or mark in "._-")


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 5 else 0


def _first(form: forms.DraftForm) -> str:
    """Return the first error of a form, after the name of its field."""
    field, errors = next(iter(form.errors.items()))
    return f"{field.capitalize()}: {errors[0]}"


def _selection(given: Given) -> Selection:
    return Selection(
        page=given["page"],
        start=given["start"],
        end=given["end"],
        words=given["words"],
    )


def _add_fact(draft: Draft, by: User, given: Given) -> Draft:
    finding, value = given["finding"], given["value"].strip()
    return actions.AddFact(
        draft=draft,
        version=given["version"],
        item=given["item"],
        fact=given["fact"],
        said=value if value and finding == "present" else finding,
        selection=_selection(given),
        by=by,
    ).execute()


def _remove_fact(draft: Draft, by: User, given: Given) -> Draft:
    return actions.RemoveFact(draft=draft, by=by, **given).execute()


def _add_passage(draft: Draft, by: User, given: Given) -> Draft:
    return actions.AddPassage(
        draft=draft,
        version=given["version"],
        item=given["item"],
        selection=_selection(given),
        by=by,
    ).execute()


def _remove_passage(draft: Draft, by: User, given: Given) -> Draft:
    return actions.RemovePassage(
        draft=draft, version=given["version"], place=given["place"], by=by
    ).execute()


def _override(draft: Draft, by: User, given: Given) -> Draft:
    made = {**given, "status": Verdict(given["status"])}
    return actions.OverrideCriterion(draft=draft, by=by, **made).execute()


def _withdraw(draft: Draft, by: User, given: Given) -> Draft:
    return actions.WithdrawOverride(draft=draft, by=by, **given).execute()


def _decide(draft: Draft, by: User, given: Given) -> Draft:
    made = {**given, "decision": Decision(given["decision"])}
    return actions.DecideItem(draft=draft, by=by, **made).execute()


def _summary(draft: Draft, by: User, given: Given) -> Draft:
    return actions.WriteSummary(
        draft=draft, version=given["version"], text=given["text"], by=by
    ).execute()


def _rationale(draft: Draft, by: User, given: Given) -> Draft:
    return actions.WriteRationale(draft=draft, by=by, **given).execute()


add_fact = _view(forms.FactForm, _add_fact, "fact", "facts")
remove_fact = _view(forms.FactNameForm, _remove_fact, "facts", "facts")
add_passage = _view(forms.PassageForm, _add_passage, "passage", "words")
remove_passage = _view(forms.PlaceForm, _remove_passage, "passage", "words")
override = _view(
    forms.OverrideForm, _override, "criterion-{criterion}", "criterion-{criterion}"
)
withdraw = _view(
    forms.CriterionForm, _withdraw, "criterion-{criterion}", "criterion-{criterion}"
)
decide = _view(forms.DecisionForm, _decide, "decision", "decision")
summary = _view(forms.TextForm, _summary, "text", "words")
rationale = _view(forms.TextForm, _rationale, "text", "words")
