"""The page before the signature, and the signature."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.errors import DraftError, StorageError
from workbench.people.access import UserRequest, needs
from workbench.people.roles import Right
from workbench.review.actions import SignDetermination
from workbench.review.bench import Bench
from workbench.review.forms import SignForm
from workbench.review.keys import site_key
from workbench.review.loss import tells_loss
from workbench.review.preparing import points, prepared
from workbench.review.showing import Shown

from .finding import bench_at


@needs(Right.REVIEW)
@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
@tells_loss
def sign(request: UserRequest, pk: int) -> HttpResponse:
    """Show what is to be signed; confirmed, sign it.

    The reviewer has to have given password or second factor anew just before.
    """
    bench = bench_at(request, pk)
    if request.method == "GET" or bench.draft is None:
        return _page(request, bench)
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, bench, "Look at the draft again.", 422)
    try:
        SignDetermination(
            draft=bench.draft,
            version=form.cleaned_data["version"],
            confirmed=form.cleaned_data["digest"],
            attested=frozenset(request.POST.getlist("attested")[:20]),
            by=request.user,
        ).execute()
    except StorageError:
        raise
    except OpenImrError as error:
        status = 409 if isinstance(error, DraftError) else 422
        return _page(request, bench_at(request, pk), str(error), status)
    messages.success(request, "Signed.  The letter goes to quality now.")
    return redirect("review:desk", pk=pk)


def _page(
    request: UserRequest, bench: Bench, problem: str = "", status: int = 200
) -> HttpResponse:
    if bench.signature is not None and not problem:
        return redirect("review:desk", pk=bench.assignment.pk)
    context: dict[str, object] = {
        "bench": bench,
        "assignment": bench.assignment,
        "case": bench.case,
        "points": points(bench),
        "problem": problem,
        "determination": bench.content.draft,
    }
    if not any(point.blocks for point in points(bench)):
        context |= _shown(bench)
    record(
        "read-before-signing",
        by=request.user,
        on=bench.assignment,
        case=bench.assignment.case_id,
    )
    return render(request, "review/sign.html", context, status=status)


def _shown(bench: Bench) -> dict[str, object]:
    try:
        shown, key = prepared(bench), site_key()
    except StorageError:
        raise
    except OpenImrError as error:
        return {"refused": str(error)}
    return {"shown": shown, "key": key, "unread": Shown(bench).unread()}
