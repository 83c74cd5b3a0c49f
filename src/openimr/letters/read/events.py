"""The labels of a disputed item, found by their colons.

A letter has some twenty colons and thousands of other places, so labels are looked
for where a colon stands, backwards.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

_LOOK_BACK = 48
_LOOK_BACK_LONG = 180
_LONGEST_LABEL = 80
_REACH = 200
"""Characters before a usual label in which its decision ends."""

_RATIONALE_FOR = re.compile(r"decision\s+rationale\s+for\b[^:]*\Z", re.IGNORECASE)
_REVIEWERS = re.compile(
    r"(?:The\s+)?(?:[A-Z]\w+\s+){0,2}Reviewer(?:'s|\u2019s|s)?\s*\Z"
)
_DECISION = re.compile(
    r"\s*(?:\(\s*)?(?P<word>partial(?:ly)?\s+(?:upheld|overturn(?:ed)?)"
    r"|(?:upheld|uphold|overturn(?:ed)?)(?:\s+in\s+part)?|modified)\b\)?[\s.*]*",
    re.IGNORECASE,
)
_DECISION_BEGINS = frozenset("uUoOpPmM(")
_LABEL_ENDS = frozenset("eEsSnN")
_OWN_LABEL = re.compile(r"[\s:]*\b(?:IMR\s+)?decision\s*\Z", re.IGNORECASE)


class Kind(IntEnum):
    """What a label opens, in the order in which an item has them."""

    DECISION = 0
    CLAIMS = 1
    REVIEWER = 2
    RATIONALE = 3


class Event(NamedTuple):
    """A label: where it begins, where what it opens begins."""

    kind: Kind
    start: int
    end: int
    word: str = ""
    """The decision's word, lower case."""


_CLAIMS = "Claims Administrator guideline:"
_REVIEWER = "MAXIMUS guideline:"
_RATIONALE = "Decision rationale:"
_WORDS = ("Upheld", "Overturned", "UPHELD", "OVERTURNED")


def find_events(text: str, start: int, end: int) -> list[Event]:
    """Return the labels of a stretch in order."""
    return list(_events(text, start, end))


class UsualLabels(NamedTuple):
    """Where an item's labels stand, if they are the usual ones."""

    decision: int
    """Where the heading ends: before the decision, its colon and white space."""

    word: str
    claims: int
    reviewer: int
    rationale: int

    def claims_opens(self) -> int:
        """Return where the words behind the label begin."""
        return self.claims + len(_CLAIMS)

    def reviewer_opens(self) -> int:
        """Return where the words behind the label begin."""
        return self.reviewer + len(_REVIEWER)

    def rationale_opens(self) -> int:
        """Return where the words behind the label begin."""
        return self.rationale + len(_RATIONALE)


def usual_labels(text: str, start: int, end: int) -> list[UsualLabels] | None:
    """Return each item's labels where all have the usual ones in the usual order.

    None where anything is unusual; then every colon has to be looked at.
    """
    found: list[UsualLabels] = []
    opening = start
    at = text.find(_CLAIMS, start, end)
    while at >= 0:
        decided = _usual_decision(text, start, at)
        reviewer = text.find(_REVIEWER, at, end)
        rationale = text.find(_RATIONALE, max(at, reviewer), end)
        following = text.find(_CLAIMS, at + 1, end)
        if decided is None or not (
            at < reviewer < rationale and (following < 0 or rationale < following)
        ):
            return None
        found.append(UsualLabels(*decided, at, reviewer, rationale))
        start, at = rationale, following
    decisions = sum([text.count(word, opening, end) for word in _WORDS])
    labels = text.count(_RATIONALE, opening, end)
    return found if found and decisions == labels == len(found) else None


def _usual_decision(text: str, low: int, at: int) -> tuple[int, str] | None:
    """Return where a decision's colon stands, and its word, right before a label."""
    low = max(low, at - _REACH)
    before = text[low:at].rstrip()
    for word in _WORDS[:2]:
        if before.endswith(word):
            break
    else:
        return None
    before = before[: -len(word)].rstrip()
    if not before.endswith(":"):
        return None
    before = before[:-1].rstrip()
    if before[-8:].lower() == "decision":
        return None
    return low + len(before), word.lower()


def _events(text: str, start: int, end: int) -> Iterator[Event]:
    names_item = text.find("ationale for", start, end) >= 0
    last = Kind.RATIONALE
    at = text.find(":", start, end)
    while at >= 0:
        event = None
        if text[at + 1 : at + 12].lstrip()[:1] in _DECISION_BEGINS:
            event = _decision_at(text, at, start, end)
        if event is None and text[at - 8 : at].rstrip()[-1:] in _LABEL_ENDS:
            event = _label_at(text, at, start)
        if event is None and names_item:
            event = _rationale_for(text, at, start)
        if event is None and last in {Kind.DECISION, Kind.CLAIMS}:
            event = _organisation_at(text, at, start)
        if event is not None:
            last = event.kind
            yield event
        at = text.find(":", at + 1, end)


def _decision_at(text: str, at: int, low: int, end: int) -> Event | None:
    match = _DECISION.match(text, at + 1, end)
    if match is None:
        return None
    start = at
    own = _OWN_LABEL.search(text, max(low, at - 40), at)
    if own is not None:
        start = own.start()
    while start > low and text[start - 1].isspace():
        start -= 1
    word = " ".join(match["word"].lower().split())
    return Event(Kind.DECISION, start, match.end(), word)


def _label_at(text: str, at: int, low: int) -> Event | None:
    from_ = max(low, at - _LOOK_BACK)
    before = text[from_:at].lower()
    words = before.split()
    last = words[-1] if words else ""
    if last in {"guideline", "guidelines"}:
        if words[-3:-1] in (["claims", "administrator"], ["claims", "administrator's"]):
            return Event(Kind.CLAIMS, from_ + before.rindex("claims"), at + 1)
        if len(words) > 1 and words[-2] in {"maximus", "imr"}:
            return Event(Kind.REVIEWER, from_ + before.rindex(words[-2]), at + 1)
        return None
    if words[-2:] == ["decision", "rationale"]:
        start = from_ + before.rindex("decision")
        owner = _REVIEWERS.search(text, max(low, start - _LOOK_BACK), start)
        return Event(Kind.RATIONALE, owner.start() if owner else start, at + 1)
    if words[-4:] == ["rationale", "for", "the", "decision"]:
        return Event(Kind.RATIONALE, from_ + before.rindex("rationale"), at + 1)
    return None


def _organisation_at(text: str, at: int, low: int) -> Event | None:
    """Return another review organisation's label, such as ``Northgate guideline:``."""
    line_end = text.rfind("\n", max(low, at - _LONGEST_LABEL), at)
    if line_end < 0:
        return None
    start = line_end + 1
    words = text[start:at].split()
    named = 2 <= len(words) <= 5 and words[0][0].isupper()
    if named and words[-1].lower() in {"guideline", "guidelines"}:
        return Event(Kind.REVIEWER, start, at + 1)
    return None


def _rationale_for(text: str, at: int, low: int) -> Event | None:
    """Return the label ``Decision rationale for`` with what follows up to the colon."""
    from_ = max(low, at - _LOOK_BACK_LONG)
    if "ationale for" not in text[from_:at]:
        return None
    match = _RATIONALE_FOR.search(text, from_, at)
    return Event(Kind.RATIONALE, match.start(), at + 1) if match else None
