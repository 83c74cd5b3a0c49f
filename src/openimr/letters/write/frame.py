"""The frame of the letter: case block and result."""

import datetime as dt

from openimr.domain import CaseHeader, Decision, Determination

from . import wording
from .blocks import Block, Pairs, Paragraph, Row, Run, Table, Text, Tone
from .statements import plain

NOT_STATED = "[not stated in the file]"
UNKNOWN = "[not stated]"
ON_ASSIGNMENT = "[to be entered on assignment]"
ON_SIGNATURE = "[to be entered on signature]"


def case_block(case: CaseHeader, *, draft: bool = True) -> Pairs:
    """Return the header block in the manner of format D (process.md 8.4).

    A draft leaves places for the days that only the organisation knows; in a final
    letter there is nothing left to be entered.
    """
    assigned, decided = (ON_ASSIGNMENT, ON_SIGNATURE) if draft else (UNKNOWN, UNKNOWN)
    priority = case.priority and wording.PRIORITIES.get(case.priority, case.priority)
    return Pairs(
        columns=2,
        pairs=(
            ("Case Number", _known(case.number)),
            ("Date Assigned", _dated(case.date_assigned, assigned)),
            ("Date of Injury", _dated(case.date_of_injury)),
            ("Decision Date", _dated(case.decision_date, decided)),
            ("UR Denial Date", _dated(case.ur_date)),
            ("Priority", _known(priority)),
            ("Application Received", _dated(case.application_received)),
        ),
    )


def _known(value: str | None, unknown: str = NOT_STATED) -> Text:
    return plain(value) if value else _blank(unknown)


def _dated(date: dt.date | None, unknown: str = NOT_STATED) -> Text:
    return _known(wording.day(date) if date else None, unknown)


def _blank(words: str) -> Text:
    return (Run(words, Tone.BLANK),)


def result(determination: Determination) -> list[Block]:
    """Return the outcome of the letter and the decision on each item."""
    items = determination.items
    if not items:
        words = "The file names no disputed item, so there is nothing to decide."
        return [Paragraph(text=(Run(words, Tone.CAUTION),))]
    label = "Proposed result" if is_draft(determination) else "Result"
    label = "What if" if determination.what_if else label
    decided = [item.decision for item in items]
    necessary = decided.count(Decision.OVERTURNED)
    words = f"{_outcome(necessary, len(items))}. {_shown(necessary, len(items))}"
    table = Table(
        caption="Decision on each disputed item",
        header=("Disputed item or service", "Utilization review", "Decision"),
        rows=tuple(
            Row(
                cells=(
                    plain(requested(item.requested)),
                    plain(
                        wording.OUTCOMES[item.ur.outcome]
                        if item.ur and item.ur.outcome
                        else "Not stated"
                    ),
                    (Run(wording.DECISIONS[item.decision], Tone.STRONG),),
                )
            )
            for item in items
        ),
        widths=(6, 2, 2),
    )
    return [Paragraph(text=(Run(f"{label}: ", Tone.STRONG), Run(words))), table]


def _outcome(necessary: int, items: int) -> str:
    if necessary == 0:
        return "Uphold"
    return "Overturn" if necessary == items else "Partial overturn"


def _shown(necessary: int, items: int) -> str:
    if items == 1:
        verb = "is" if necessary else "is not"
        return f"The one disputed item {verb} medically necessary."
    if necessary in {0, items}:
        which = "All" if necessary else "None"
        verb = "are" if necessary else "is"
        return f"{which} of the {items} disputed items {verb} medically necessary."
    verb = "is" if necessary == 1 else "are"
    return f"{necessary} of the {items} disputed items {verb} medically necessary."


def requested(words: str) -> str:
    """Return an item's words on one line, or a notice that there are none."""
    return " ".join(words.split()) or "[item not named]"


def is_draft(determination: Determination) -> bool:
    """Tell whether nobody has signed yet.

    Every status but ``final`` and ``signed`` counts as a draft, so that a new or
    misspelt status can never pass for a signed letter; so does every what-if.
    """
    if determination.what_if:
        return True
    return determination.status.strip().lower() not in {"final", "signed"}
