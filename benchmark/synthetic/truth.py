"""What a made-up letter is made of: the facts, the decision and what decides it."""

import json
from datetime import date
from typing import Any, NamedTuple


class ToldFact(NamedTuple):
    """One fact of the latent state, and how the summary tells it."""

    fact: str
    how: str
    """present, absent, beyond (a number past the limit) or silent."""

    text: str = ""
    """The sentence; empty where the summary is silent."""


class ItemTruth(NamedTuple):
    """One disputed item as it was drawn."""

    requested: str
    family: str
    category: str
    phase: str
    decision: str
    """upheld or overturned, as the letter says."""

    by_facts: str
    """The decision that the guideline's criteria give for the facts."""

    decided_by: str
    """met, not_met or not_documented, by the facts."""

    criterion: str | None
    """Id of the criterion that decides; None where all are met."""

    fact: str | None
    guideline: str
    pages: str | None
    claims_guideline: str | None
    facts: tuple[ToldFact, ...]
    stock: bool
    """Whether the rationale is one that its reviewer uses for every such item."""


class Truth(NamedTuple):
    """Everything that was drawn for a letter."""

    seed: int
    number: int
    name: str
    format: str | None
    case_number: str
    header: bool
    """Whether the letter has the header block with its dates."""

    priority: str
    date_of_injury: date
    ur_date: date
    application_received: date
    date_assigned: date
    decision_date: date
    age: int
    sex: str
    licensed_in: tuple[str, ...]
    board_certifications: tuple[str, ...]
    subspecialties: tuple[str, ...]
    reviewer: int
    items: tuple[ItemTruth, ...]
    faults: tuple[str, ...] = ()
    """What was done to the letter, such as ``glued``; empty for a clean one."""

    same_as: int | None = None
    """Number of the letter that this one is an exact copy of."""

    def as_object(self) -> dict[str, Any]:
        """Return it for JSON."""
        found = self._asdict()
        found["items"] = [
            item._asdict() | {"facts": [fact._asdict() for fact in item.facts]}
            for item in self.items
        ]
        return found | {
            name: value.isoformat()
            for name, value in found.items()
            if isinstance(value, date)
        }

    def as_line(self) -> str:
        """Return it as one line of JSON."""
        return json.dumps(self.as_object(), ensure_ascii=False, separators=(",", ":"))
