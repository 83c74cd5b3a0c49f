"""Cut a report into its sections; the section decides what a sentence counts for."""

import re
from bisect import bisect_left, bisect_right

from openimr.domain import DocumentKind
from openimr.text import CleanText, same_length

from .filled import full_of
from .headings import Heading, find_headings, opened_by
from .kinds import SectionKind

DEFAULTS = {
    DocumentKind.IMR_APPLICATION: SectionKind.REQUEST,
    DocumentKind.RFA: SectionKind.REQUEST,
    DocumentKind.UR_DECISION: SectionKind.REVIEW,
    DocumentKind.IMAGING_REPORT: SectionKind.STUDIES,
    DocumentKind.LABORATORY_REPORT: SectionKind.STUDIES,
    DocumentKind.ELECTRODIAGNOSTIC_REPORT: SectionKind.STUDIES,
    DocumentKind.PRESCRIPTION: SectionKind.MEDICATIONS,
}
"""What stands before the first heading, by kind of document."""

_FIXED = frozenset({SectionKind.REQUEST, SectionKind.REVIEW})
"""In forms and review letters every heading serves the one purpose."""

_GREETING = re.compile(r"^[ \t]*dear (?:dr|doctor|colleague|sir)\b", re.I | re.M)
"""A letter to a colleague tells of the worker, even where it is full of a study."""

_TOP = 600
"""Characters at the top of a page in which a letter greets."""

_KEEPS = frozenset(
    {
        SectionKind.EXAMINATION,
        SectionKind.STUDIES,
        SectionKind.ROS,
        SectionKind.MEDICATIONS,
    }
)
"""Under these an unknown line in capitals is a sub-heading (``LUMBAR SPINE``)."""

PLAIN = frozenset({SectionKind.NARRATIVE, SectionKind.COMPLAINT})
"""Sections that run on, where nothing else is headed, into what comes next."""

_CLOSED = frozenset({SectionKind.EXAMINATION, SectionKind.ROS})
_LABELS = frozenset({SectionKind.COMPLAINT, SectionKind.FUNCTION})
"""``Pain:`` in the middle of an examination is a line of it, not a new section."""


class SectionMap:
    """The sections of one page."""

    def __init__(self, headings: list[Heading], opening: SectionKind) -> None:
        self._starts = [heading.start for heading in headings]
        self._kinds = [heading.kind for heading in headings]
        self.opening = opening

    def at(self, offset: int) -> SectionKind:
        """Return the section that an offset of the clean text lies in."""
        place = bisect_right(self._starts, offset) - 1
        return self._kinds[place] if place >= 0 else self.opening

    def holds(self, kind: SectionKind) -> bool:
        """Tell whether any part of the page is of a kind."""
        return kind is self.opening or kind in self._kinds

    def told(
        self, low: str, raw_breaks: list[int], spans: list[tuple[int, int]]
    ) -> "SectionMap":
        """Return the map with the sections that a plain narrative tells in passing.

        "On examination he stands listed to the right" opens one; it ends with the
        paragraph, or where another sentence opens the next.  Sentences in a row that
        are full of findings are one as well.
        """
        headings = [
            Heading(start, start, kind)
            for start, kind in zip(self._starts, self._kinds, strict=True)
        ]
        full = self._full(low, spans)
        inside: SectionKind | None = None
        for place, (start, _) in enumerate(spans):
            here = self.at(start)
            if here not in PLAIN:
                inside = None
                continue
            kind = full.get(place)
            if kind is None and here is SectionKind.NARRATIVE:
                kind = opened_by(low, start)
            before = spans[place - 1][0] if place else -1
            ends = inside and any(before < at <= start for at in raw_breaks)
            if kind is not None or ends or place - 1 in full:
                headings.append(Heading(start, start, kind or here))
                inside = kind
        # A stable sort lets what is told win over the heading that it stands under.
        return SectionMap(sorted(headings, key=lambda each: each.start), self.opening)

    def _full(self, low: str, spans: list[tuple[int, int]]) -> dict[int, SectionKind]:
        """Return the kinds of the sentences that their words give away."""
        plain = [each for each in spans if self.at(each[0]) in PLAIN]
        places = {span: place for place, span in enumerate(spans)}
        return {
            places[each]: kind
            for first, last, kind in full_of(low, plain)
            for each in plain[first : last + 1]
        }

    def last(self) -> SectionKind:
        """Return the section in which the page ends, and the next one goes on."""
        for kind in reversed(self._kinds):
            if kind is not SectionKind.FURNITURE:
                return kind
        return self.opening


def find_sections(
    page: CleanText, kind: DocumentKind, opening: SectionKind | None = None
) -> SectionMap:
    r"""Return the sections of one page; offsets are those of its clean text.

    ``opening`` is the section in which the page before ended.  Headings are looked for
    at the line ends of the raw text, which cleaning may have folded away.

    >>> from openimr.text import clean
    >>> page = clean("EXAM: Tender.\nPlan. Ice.")
    >>> sections = find_sections(page, DocumentKind.PROGRESS_REPORT)
    >>> sections.at(8).value, sections.at(20).value
    ('examination', 'plan')
    """
    start = opening or DEFAULTS.get(kind, SectionKind.NARRATIVE)
    if DEFAULTS.get(kind) in _FIXED:
        return SectionMap([], DEFAULTS[kind])
    if start is SectionKind.STUDIES and _GREETING.search(page.raw, 0, _TOP):
        start = SectionKind.NARRATIVE
    headings: list[Heading] = []
    current = start
    text = same_length(page.raw)
    for heading in find_headings(text, first_page=opening is None):
        if heading.kind is SectionKind.NARRATIVE and current in _KEEPS:
            continue
        if current in _CLOSED and _is_label(text, heading):
            continue
        if current is SectionKind.PLAN and _orders_study(text, heading):
            continue
        headings.append(heading)
        if heading.kind is SectionKind.FURNITURE:
            headings.append(Heading(heading.body, heading.body, current))
        else:
            current = heading.kind
    return SectionMap([_in_clean(page, each) for each in headings], start)


def _in_clean(page: CleanText, heading: Heading) -> Heading:
    places = range(len(page.text))
    start = bisect_left(places, heading.start, key=page.raw_offset)
    body = bisect_left(places, heading.body, key=page.raw_offset)
    return Heading(start, body, heading.kind)


def _is_label(text: str, heading: Heading) -> bool:
    name = text[heading.start : heading.body].rstrip(": ")
    return heading.kind in _LABELS and not name.isupper() and " " not in name


def _orders_study(text: str, heading: Heading) -> bool:
    """Tell whether a plan's line only begins with a study: "MRI of the neck"."""
    end = text.find("\n", heading.body)
    rest = text[heading.body : end if end >= 0 else len(text)]
    return heading.kind is SectionKind.STUDIES and rest[:2].strip()[:1].isalnum()


__all__ = ["DEFAULTS", "SectionKind", "SectionMap", "find_sections"]
