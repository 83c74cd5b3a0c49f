"""Take out of a text what tells who somebody is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from openimr.text import find_dates
from openimr.text.identifiers import find_identifiers

from .dates import Calendar
from .organisations import NumberFinder, PlaceFinder
from .parties import Parties
from .people import PeopleFinder
from .spans import Taken, merged
from .words import roles

_IMR_NUMBER = re.compile(r"\bCM\d{2}-?\d{5,8}\b")
_OPEN, _CLOSE = "\u201c", "\u201d"


@dataclass(slots=True)
class Tally:
    """How many stretches were taken out, by what they were."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str) -> None:
        """Count one stretch."""
        self.counts[what] = self.counts.get(what, 0) + 1


class Remover:
    """Takes the parties of one case out of its texts.

    In a sentence a person becomes a role (``the worker``); in a quote, a title or a
    list the role stands between brackets, so that nobody takes it for the record's
    own word.
    """

    def __init__(
        self,
        parties: Parties,
        calendar: Calendar,
        files: Mapping[str, str] | None = None,
    ) -> None:
        self._people = PeopleFinder(parties)
        self._places = PlaceFinder(parties)
        self._numbers = NumberFinder(parties)
        self._births = frozenset(parties.births)
        self._calendar = calendar
        self._files = dict(files or {})
        self.tally = Tally()

    def text(self, text: str, *, marked: bool = False) -> str:
        """Return a text without what tells who somebody is.

        ``marked`` is for words of the record: what takes their place is bracketed.
        """
        pieces, at = [], 0
        for taken in merged(self._found(text)):
            pieces.append(text[at : taken.start])
            quoted = marked or _in_quotes(text, taken.start)
            stands = self._stands_for(taken, quoted=quoted)
            self.tally.add(_counted(taken, self._files))
            head = "".join(pieces).rstrip()
            if stands[:1].islower() and _begins(head):
                stands = stands[0].upper() + stands[1:]
            pieces.append(stands)
            at = taken.end
        return "".join([*pieces, text[at:]])

    def _found(self, text: str) -> list[Taken]:
        found = [
            Taken(start=match.start(), end=match.end(), what=new, plain=True)
            for old, new in self._files.items()
            for match in re.finditer(re.escape(old), text)
        ]
        found += self._numbers.find(text)
        found += self._places.find(text)
        found += self._people.find(text)
        found += [
            Taken(start=day.start, end=day.end, what="date of birth")
            for day in find_dates(text)
            if self._births and day.value in self._births
        ]
        found += self._calendar.find(text)
        if not self._calendar.policy.keeps_case_number:
            found += [
                Taken(start=match.start(), end=match.end(), what="case number")
                for match in _IMR_NUMBER.finditer(text)
            ]
        for each in find_identifiers(text):
            if not self._covered(each.start, each.end, found):
                found.append(_of_form(text, each.start, each.end, each.kind))
        return found

    @staticmethod
    def _covered(start: int, end: int, found: list[Taken]) -> bool:
        return any(each.start <= start and end <= each.end for each in found)

    @staticmethod
    def _stands_for(taken: Taken, *, quoted: bool) -> str:
        if taken.plain:
            return taken.what
        if taken.role is None:
            return f"[{taken.what}]"
        role = roles()[taken.role]
        return f"[{role.marked}]" if quoted else role.prose


def _of_form(text: str, start: int, end: int, kind: object) -> Taken:
    """Return a stretch known by its form; a title before a name goes with it."""
    what, letter = getattr(kind, "what", ""), getattr(kind, "hipaa", "")
    if letter != "A":
        return Taken(start=start, end=end, what=what)
    title = re.search(r"\b(?:[DM]rs?|Ms|Miss|Mx|MR|MRS|MS|DR)\.?\s$", text[:start])
    doctor = title is None or title[0].lower().startswith("dr")
    begin = title.start() if title else start
    return Taken(start=begin, end=end, role="provider" if doctor else "person")


def _counted(taken: Taken, files: Mapping[str, str]) -> str:
    if taken.plain:
        return "file name" if taken.what in files.values() else "date"
    return taken.role or taken.what


def _in_quotes(text: str, at: int) -> bool:
    return text.rfind(_OPEN, 0, at) > text.rfind(_CLOSE, 0, at)


def _begins(head: str) -> bool:
    """Tell whether what follows these words begins a sentence."""
    return not head or (head[-1] in ".!?" and not re.search(r"\b[A-Z][a-z]?\.$", head))
