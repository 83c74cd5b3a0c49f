"""A draft as it is put before the physician who is to sign it, and what it lacks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import timezone

from openimr.casework.sealing import Draft as Shown
from openimr.casework.sealing import Look
from openimr.casework.sign_work import open_work
from openimr.domain import ItemDetermination
from openimr.errors import SigningError
from openimr.signing import CaseFileDigest
from workbench.cases.models import Case, digest_of_records

from .bench import Bench, credentials, proposal_bytes
from .keys import letterhead


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to see to before signing."""

    words: str
    item: int | None = None
    blocks: bool = True
    """False where it only wants a look."""


def prepared(bench: Bench) -> Shown:
    """Return the draft as it is shown, with the digest that binds the signature to it.

    Raises:
        SigningError: the reviewer may not sign, or a quotation does not stand.
        InputError: the letterhead cannot be read.
    """
    reviewer, why = credentials(bench.assignment.reviewer, timezone.localdate())
    if reviewer is None:
        raise SigningError("reviewer", why.rstrip("."), "Ask an administrator.")
    draft = bench.content.draft
    assigned = timezone.localdate(bench.assignment.assigned)
    header = replace(draft.case, date_assigned=assigned)
    draft = replace(draft, reviewer=reviewer, case=header)
    files = _files(bench.case, {page.file for page in draft.pages})
    look = Look(letterhead=letterhead())
    return open_work(proposal_bytes(bench.reading), draft, bench.question, files, look)


def _files(case: Case, pages: set[str]) -> Iterator[CaseFileDigest]:
    """Yield the records that have a page in the ledger, by content."""
    for entry in case.records.select_related("file").order_by("name"):
        inside = f"{entry.name}/"
        if any(page == entry.name or page.startswith(inside) for page in pages):
            yield CaseFileDigest(
                file=entry.name, bytes=entry.file.size, sha256=entry.sha256
            )


def points(bench: Bench) -> tuple[Point, ...]:
    """Return everything to see to before the draft can be signed, in order."""
    return tuple(_points(bench))


def _points(bench: Bench) -> Iterator[Point]:
    if bench.draft is None:
        yield Point("Begin the draft.")
        return
    if bench.out_of_date:
        yield Point("The case was read again; take the draft over to that reading.")
    elif bench.reading.records_digest != digest_of_records(bench.case.records.all()):
        yield Point("Records were added; they have to be read first.")
    for number, item in enumerate(bench.content.draft.items, 1):
        for words in _of_item(bench, number, item):
            yield Point(words, number)
    if any(not said.evidence for said in bench.content.draft.summary):
        yield Point("A line of the summary rests on nothing.", 0)
    _, why = credentials(bench.assignment.reviewer, timezone.localdate())
    if why:
        yield Point(why)
    errors = sum(one.severity == "error" for one in bench.content.findings)
    if errors:
        yield Point(f"The checks found {errors} error(s); look at each.", None, False)


def _of_item(bench: Bench, number: int, item: ItemDetermination) -> Iterator[str]:
    own = item.own
    decided = bench.content.work.decision(number)
    written = bench.content.work.rationale(number)
    if own is None or decided is None:
        yield f"Item {number} is not decided."
        return
    if decided.proposed is not own.judged:
        yield (
            f"Item {number} comes to another answer now than when you decided it; "
            "decide it again."
        )
        return
    if written is None and item.decision is not (own.proposed or None):
        yield f"Item {number} is decided otherwise than proposed; write your reasons."
    if written is not None and written.decision is not item.decision:
        yield f"Item {number}: your reasons were written for the other answer."
    if any(not (said.evidence or said.citations) for said in item.rationale):
        yield f"Item {number}: a sentence of the reasons rests on nothing."
