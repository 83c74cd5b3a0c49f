"""What reading a made-up letter gives otherwise than it was made."""

from collections.abc import Iterator

from benchmark.synthetic import ItemTruth, Truth

from openimr.domain import Letter, LetterItem

DATES = ("date_of_injury", "ur_date", "application_received", "decision_date")


def differences(truth: Truth, read: Letter) -> Iterator[str]:
    """Yield the name of every field that was not read as it was made."""
    if read.format != truth.format:
        yield "format"
    if len(read.items) != len(truth.items):
        yield "items"
        return
    for made, found in zip(truth.items, read.items, strict=True):
        yield from _of_item(truth.format, made, found)
    yield from _of_case(truth, read)
    reviewer = read.reviewer
    for name in ("licensed_in", "board_certifications", "subspecialties"):
        if getattr(reviewer, name, None) != getattr(truth, name):
            yield name


def _of_item(layout: str | None, made: ItemTruth, found: LetterItem) -> Iterator[str]:
    if found.details.requested != made.requested:
        yield "requested"
    if found.details.treatment != made.family:
        yield "family"
    if found.decision != made.decision:
        yield "decision"
    negation = "not " if made.decision == "upheld" else ""
    if found.conclusion != f"{negation}medically necessary":
        yield "conclusion"
    cited = [(one.guideline, one.pages) for one in found.guidelines]
    if cited != [(made.guideline, made.pages)]:
        yield "guideline"
    claimed = [one.guideline for one in found.claims_administrator_guidelines]
    wanted = [made.claims_guideline] if made.claims_guideline else []
    if layout != "B" and claimed != wanted:
        yield "claims_guideline"


def _of_case(truth: Truth, read: Letter) -> Iterator[str]:
    case = read.case
    if (case.age, case.sex) != (truth.age, truth.sex):
        yield "worker"
    if not truth.header:
        return
    if case.number != truth.case_number:
        yield "case_number"
    for name in DATES:
        if getattr(case, name) != getattr(truth, name):
            yield name
    if truth.format != "C" and case.date_assigned != truth.date_assigned:
        yield "date_assigned"
    if truth.format != "A" and case.priority != truth.priority:
        yield "priority"
