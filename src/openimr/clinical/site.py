"""Where on the body a disputed item belongs, and what speaks of other places."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol, TypeVar

from openimr.domain import RequestDetails

from .body_parts import NamedSide, Side, find_parts, find_sides, load_body
from .levels import Levels, find_spine_levels
from .pages import ReadPage, lower

OTHER_PART = "speaks of another part of the body"
OTHER_SIDE = "speaks of the other side"
OTHER_LEVEL = "speaks of another spinal level"
_LIST_GAP = 16
"""Characters between names that still belong to one enumeration."""

_BREAKS = re.compile(r"[;:]| but |\. ")
_CLAUSE = 60
"""Farther away by so many characters is a place of another clause."""

_SIDE_REACH = 30
"""Characters between a side and the part that it belongs to."""

_SIDE_AHEAD = 16
"""The same for a side before it: "left distal radius and wrist"."""

_LONGEST_HEADING = 70
_HEADING = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}|[a-z])[.)]\s+|[-*\u2022]\s+)?(?P<words>.*?)\s*$"
)
_LABEL = re.compile(r"^[^.;:]{2,50}:")


class _Spot(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Spot)


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of the body with its side, named on a page."""

    start: int
    end: int
    part: str
    side: Side | None = None


@dataclass(frozen=True)
class Site:
    """The body parts, the side and the levels of one item; any may be unknown."""

    parts: frozenset[str]
    side: Side | None = None
    levels: tuple[Levels, ...] = ()
    _headings: dict[int, list[tuple[int, str]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def __bool__(self) -> bool:
        """Tell whether anything is known of the place."""
        return bool(self.parts or self.side or self.levels)

    def speaks_of_other_site(self, page: ReadPage, start: int, end: int) -> str | None:
        """Return why the words ``start`` to ``end`` of a page are of another place.

        The part, side and level named nearest in the sentence decide; without any,
        those of the list item or heading above.  None where the words are, or may be,
        about the item's own place.
        """
        if not self:
            return None
        sentence = page.sentences[page.sentence_at(start)]
        last = max(sentence.end, end)
        told = self._told(page.low, sentence.start, last, start, end)
        if told is not None:
            return told or None
        line = self._above(page, sentence.start)
        told = self._told(line, 0, len(line), 0, len(line)) if line else None
        return told or None

    def _told(
        self, low: str, first: int, last: int, start: int, end: int
    ) -> str | None:
        """Return the reason, "" where words are of this place, None where of none."""
        places = _places(low, first, last)
        levels = list(find_spine_levels(low, first, last))
        sides = list(find_sides(low, first, last))
        if not places and not levels and not sides:
            return None
        nearest = _nearest(low, levels, start, end, self._own_level)
        if nearest is not None and self.levels and not self._own_level(nearest):
            return OTHER_PART if self._elsewhere(nearest) else OTHER_LEVEL
        if self.parts:
            spots = [*places, *(_of_level(each) for each in levels)]
            place = _nearest(low, spots, start, end, self._own_part)
            if place is not None and not self._near_part(place):
                return OTHER_PART
        return self._other_side(low, places, sides, start, end)

    def _other_side(
        self,
        low: str,
        places: Sequence[_Place],
        sides: Sequence[NamedSide],
        start: int,
        end: int,
    ) -> str:
        if self.side not in {Side.LEFT, Side.RIGHT}:
            return ""
        own = [p for p in places if p.side and (not self.parts or self._near_part(p))]
        if own:
            place = _nearest(
                low, own, start, end, lambda each: self._own_side(each.side)
            )
            same = place is None or self._own_side(place.side)
            return "" if same else OTHER_SIDE
        if any(place.side for place in places):
            return ""
        side = _nearest(low, sides, start, end, lambda s: self._own_side(s.side))
        return "" if side is None or self._own_side(side.side) else OTHER_SIDE

    def _own_side(self, side: Side | None) -> bool:
        return side in {None, Side.BOTH, self.side}

    def _own_level(self, levels: Levels) -> bool:
        return any(own.meets(levels) for own in self.levels)

    def _elsewhere(self, levels: Levels) -> bool:
        return bool(self.parts) and _of_level(levels).part not in self.parts

    def _own_part(self, place: _Place) -> bool:
        return place.part in self.parts

    def _near_part(self, place: _Place) -> bool:
        body = load_body().parts
        return place.part in self.parts or any(
            place.part in body[part].beside for part in self.parts
        )

    def _above(self, page: ReadPage, offset: int) -> str | None:
        """Return the heading or list item that a sentence stands under."""
        known = self._headings.get(page.order)
        if known is None:
            known = self._headings[page.order] = list(_headings(page))
        before = [line for at, line in known if at < offset]
        return before[-1] if before else None


def _of_level(levels: Levels) -> _Place:
    return _Place(levels.start, levels.end, load_body().letters[levels.letter])


def _places(low: str, first: int, last: int) -> list[_Place]:
    """Return the parts named, each with the side that stands beside it."""
    sides = list(find_sides(low, first, last))
    parts = find_parts(low, first, last)
    found = []
    for at, part in enumerate(parts):
        before = parts[at - 1].end if at else first
        after = parts[at + 1].start if at + 1 < len(parts) else last
        found.append(
            _Place(
                part.start,
                part.end,
                part.part,
                _side_of(low, part, sides, before, after),
            )
        )
    return found


def _side_of(
    low: str, part: _Spot, sides: Sequence[NamedSide], before: int, after: int
) -> Side | None:
    """Return the side of a part: "left knee", else "knee, left"."""
    ahead = [
        s for s in sides if before <= s.start < part.end and part.start - s.end < 16
    ]
    if ahead:
        return ahead[-1].side
    behind = [
        s
        for s in sides
        if part.end <= s.start < after
        and s.start - part.end < _SIDE_REACH
        and not _BREAKS.search(low, part.end, s.start)
        and not low[s.end : s.end + 2].strip().isalpha()
    ]
    return behind[0].side if behind else None


def _nearest(
    low: str, spots: Sequence[S], start: int, end: int, own: Callable[[S], bool]
) -> S | None:
    """Return the spot nearest to some words; one of the item's own in its list wins."""
    if not spots:
        return None

    def distance(spot: S) -> tuple[int, int]:
        gap = max(spot.start - end, start - spot.end, 0)
        between = low[min(spot.end, end) : max(spot.start, start)]
        apart = _CLAUSE if _BREAKS.search(between) else 0
        return gap + apart, spot.start

    nearest = min(spots, key=distance)
    listed = [each for each in spots if _listed(low, each, nearest, spots)]
    return next((each for each in listed if own(each)), nearest)


def _listed(low: str, one: _Spot, other: _Spot, spots: Sequence[_Spot]) -> bool:
    """Tell whether two places stand in one enumeration: "neck, back and left knee"."""
    first, second = sorted((one, other), key=lambda each: each.start)
    ordered = sorted(spots, key=lambda each: each.start)
    chain = [each for each in ordered if first.start <= each.start <= second.start]
    return all(
        after.start - before.end <= _LIST_GAP
        and not _BREAKS.search(low[before.end : after.start])
        for before, after in pairwise(chain)
    )


def _headings(page: ReadPage) -> Iterator[tuple[int, str]]:
    """Yield lines that head others, as clean offset and lower-case words."""
    at = 0
    for line in page.clean.raw.split("\n"):
        words = " ".join(line.split())
        if words and len(words) <= _LONGEST_HEADING and _heads(words):
            low = lower(words)
            found = page.low.find(low, at)
            if found >= 0:
                at = found
                yield found, low


def _heads(words: str) -> bool:
    match = _HEADING.match(words)
    bare = match["words"] if match else words
    if bare.endswith(":") or (bare.isupper() and len(bare) > 3):
        return True
    label = _LABEL.match(bare)
    return label is not None and bool(find_parts(label[0].lower()))


def site_of(details: RequestDetails) -> Site:
    """Return where on the body an item belongs.

    >>> asked = RequestDetails(requested="left L5-S1 ESI", side="left", level="L5-S1")
    >>> sorted(site_of(asked).parts), site_of(asked).side.value
    (['lumbar spine'], 'left')
    """
    levels = tuple(find_spine_levels((details.level or "").lower()))
    named = set(_named_parts(details.body_part))
    if not named:
        named = {_of_level(each).part for each in levels}
    side = Side(details.side) if details.side in set(Side) else None
    return Site(frozenset(named), side, levels)


def _named_parts(words: str | None) -> Iterator[str]:
    """Yield the parts of a request's own words, such as ``low back, knee``."""
    for each in (words or "").lower().split(","):
        if each.strip() in load_body().parts:
            yield each.strip()
        else:
            yield from (named.part for named in find_parts(each))
