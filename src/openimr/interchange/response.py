"""The ClaimResponse: the decision on each item and criterion, with reasons."""

from openimr.domain import CriterionEntry, Decision, ItemDetermination, Statement

from .elements import Element, Json, entries_of
from .holding import gather, spread
from .parts import SYSTEM, Making, absent, coded, day_of, known, signed

_DRAFT = "Draft: not a determination until a physician reviewer has signed it."
_FINAL = "Determination of the independent medical review."
_DECIDED = {
    Decision.UPHELD: "the denial is upheld; medical necessity is not shown",
    Decision.OVERTURNED: "the denial is overturned; medically necessary",
}
_NO_PROPOSAL = "no proposal: the library holds no criteria for it"


def write_response(making: Making) -> Element:
    """Make the ClaimResponse, without its items."""
    final = signed(making.content)
    response = making.start(
        "ClaimResponse",
        "response",
        status="active" if final else "draft",
        type=coded(f"{SYSTEM}claim-type", "professional"),
        use="preauthorization",
        patient=making.to("patient"),
        insurer=making.to("administrator"),
        requestor=making.to("requester"),
        request=making.to("claim"),
        outcome="complete" if final else "partial",
        disposition=_FINAL if final else _DRAFT,
    )
    known(response, "created", day_of(making.content))
    return response


def write_answer(
    item: ItemDetermination, at: int, response: Element, *, final: bool
) -> Element:
    """Return the entry of an item, with its criteria and the notes of its rationale.

    The first adjudication is the decision and what decided it; one follows for each
    criterion.  Each sentence of the rationale is a note of the response.
    """
    decision: Element = {"category": {"text": _words(item, final=final)}}
    answer: Element = {"itemSequence": at}
    notes = response.get("processNote", [])
    if item.rationale and isinstance(notes, list):
        first = len(notes) + 1
        notes += [_note(each, first + n) for n, each in enumerate(item.rationale)]
        answer["noteNumber"] = list(range(first, len(notes) + 1))
        response["processNote"] = notes
    criteria: list[Json] = [_criterion(each) for each in item.criteria]
    answer["adjudication"] = [decision, *criteria]
    return answer


def _words(item: ItemDetermination, *, final: bool) -> str:
    if final:
        return f"Decided: {_DECIDED[item.decision]}"
    return f"Proposed: {_DECIDED[item.decision] if item.criteria else _NO_PROPOSAL}"


def _note(statement: Statement, number: int) -> Element:
    note: Element = {"number": number, "type": "print"}
    spread(statement, {"note": note})
    if "text" not in note:
        note["_text"] = absent()
    return note


def _criterion(criterion: CriterionEntry) -> Element:
    entry: Element = {}
    spread(criterion, {"adjudication": entry})
    entry.setdefault("category", absent())
    return entry


def read_criteria(answer: Element) -> list[Json]:
    """Return the criteria of an item as plain JSON.

    Raises:
        InterchangeError: an extension is none that was written.
    """
    criteria = entries_of(answer, "adjudication")[1:]
    return [gather(CriterionEntry, {"adjudication": each}) for each in criteria]


def read_rationale(answer: Element, response: Element) -> list[Json]:
    """Return the statements of an item's rationale as plain JSON.

    Raises:
        InterchangeError: an extension is none that was written.
    """
    numbers = answer.get("noteNumber")
    notes = {note.get("number"): note for note in entries_of(response, "processNote")}
    return [
        gather(Statement, {"note": notes.get(number, {})})
        for number in (numbers if isinstance(numbers, list) else [])
    ]
