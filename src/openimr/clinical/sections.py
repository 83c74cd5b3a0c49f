"""Cut a report into its sections; the section decides what a sentence counts for.

Headings come in every form: capitals on a line of their own, ``EXAM:`` at the head of
a paragraph, ``Plan.`` in dictation, ``OBJECTIVE:`` in the middle of a line, words in
capitals with an afterthought (``MEDICATIONS renewed today:``).  The names are data.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from openimr.domain import DocumentKind
from openimr.text import CleanText, same_length

from . import knowledge
from .phrases import PhraseError, alternatives


class SectionKind(StrEnum):
    """What the sentences of a section tell about."""

    COMPLAINT = "complaint"
    """What the worker says of the present state."""

    FUNCTION = "function"
    """Activities, side effects, goals."""

    INJURY = "injury"
    """What happened at the time, and since."""

    PAST_HISTORY = "past_history"
    PAST_TREATMENT = "past_treatment"
    FAMILY = "family"
    SOCIAL = "social"
    ROS = "ros"
    """Review of systems: mostly a template that nobody changes."""

    MEDICATIONS = "medications"
    ALLERGIES = "allergies"
    EXAMINATION = "examination"
    STUDIES = "studies"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    DISCUSSION = "discussion"
    WORK_STATUS = "work_status"
    RECORDS = "records"
    """Other people's reports, summed up."""

    FUTURE_CARE = "future_care"
    DECLARATION = "declaration"
    NARRATIVE = "narrative"
    """Before any heading, or under one that says nothing."""

    REQUEST = "request"
    """Forms that ask for treatment."""

    REVIEW = "review"
    """What utilization review writes."""

    FURNITURE = "furniture"
    """Running heads: name, claim number, page."""


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

_KEEPS = frozenset(
    {
        SectionKind.EXAMINATION,
        SectionKind.STUDIES,
        SectionKind.ROS,
        SectionKind.MEDICATIONS,
    }
)
"""Under these an unknown line in capitals is a sub-heading (``LUMBAR SPINE``)."""

_CLOSED = frozenset({SectionKind.EXAMINATION, SectionKind.ROS})
_LABELS = frozenset({SectionKind.COMPLAINT, SectionKind.FUNCTION})
"""``Pain:`` in the middle of an examination is a line of it, not a new section."""

_INLINE_KINDS = frozenset(
    {SectionKind.ASSESSMENT, SectionKind.PLAN, SectionKind.MEDICATIONS}
)

_LETTERHEAD = 4
"""Lines at the top of a report that name the clinic: ``OCCUPATIONAL MEDICINE``."""

_MOST_NAME_WORDS = 7
_LEAD = re.compile(r"[ \t]*(?:\(?(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)]\s+|[-*•>#]+\s*)?")
_NAME_WORD = re.compile(r"[A-Za-z0-9'/&-]+")
_INLINE = re.compile(
    r"(?<=[.!?;)\]] )(?:[A-Z](?:[A-Za-z'/& -]|(?<=Dr)\.){1,40}:(?=\s|\Z)"
    r"|[A-Z][A-Z'/& -]{7,40}(?= \())"
)
_FURNITURE = re.compile(
    r"\bDOB\b|\bDOI\b|\bD/I\b|\bMRN\b|\bClaim\b|\bpage\s+\d|\bp\.\s*\d+\s+of\b|-\d-\s*\Z",
    re.I,
)
_SOAP = {
    "S": SectionKind.COMPLAINT,
    "O": SectionKind.EXAMINATION,
    "A": SectionKind.ASSESSMENT,
    "P": SectionKind.PLAN,
}
_SOAP_LETTER = re.compile(r"^[ \t]*([SOAP])(?:[.:](?=\s|$)|[ \t]*$)", re.M)
_AFTERTHOUGHT = re.compile(r"(?: (?:\w+|Dr\.)){1,4}:(?:\s|$)")
"""``Medications per Dr. Pak:``, ``Medications prescribed today:``."""

_HEAD_LINES = 12
_PERSON = re.compile(
    r"\bDOB\b|\bDOI\b|\bMRN\b|^\s*(?:Patient|Name|Employee|Re|RE)\s*:", re.M
)
_TITLE_WORDS = frozenset(
    "report note evaluation consultation summary letter visit clinic".split()
)


@dataclass(frozen=True, slots=True)
class Names:
    """Headings by name, and words that give away an unlisted one."""

    kinds: dict[str, SectionKind]
    words: dict[str, SectionKind]
    opens: tuple[tuple[SectionKind, re.Pattern[str]], ...] = ()
    """Beginnings of sentences that open a section inside a plain narrative."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: where it stands, where its text begins, and what it opens."""

    start: int
    body: int
    kind: SectionKind


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

    def told(self, low: str, raw_breaks: list[int], starts: list[int]) -> "SectionMap":
        """Return the map with the sections that a plain narrative tells in passing.

        "On examination he stands listed to the right" opens one; it ends with the
        paragraph, or where another sentence opens the next.
        """
        headings = [
            Heading(start, start, kind)
            for start, kind in zip(self._starts, self._kinds, strict=True)
        ]
        inside = False
        for place, start in enumerate(starts):
            if self.at(start) is not SectionKind.NARRATIVE:
                inside = False
                continue
            kind = _opened(low, start)
            before = starts[place - 1] if place else -1
            ends = inside and any(before < at <= start for at in raw_breaks)
            if kind is not None or ends:
                headings.append(Heading(start, start, kind or SectionKind.NARRATIVE))
                inside = kind is not None
        # A stable sort lets what is told win over the heading that it stands under.
        return SectionMap(sorted(headings, key=lambda each: each.start), self.opening)

    def last(self) -> SectionKind:
        """Return the section in which the page ends, and the next one goes on."""
        for kind in reversed(self._kinds):
            if kind is not SectionKind.FURNITURE:
                return kind
        return self.opening


def _opened(low: str, start: int) -> SectionKind | None:
    for kind, pattern in load_names().opens:
        if pattern.match(low, start):
            return kind
    return None


@cache
def load_names() -> Names:
    """Return the headings of ``sections.yaml``.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    kinds: dict[str, SectionKind] = {}
    words: dict[str, SectionKind] = {}
    opens: list[tuple[SectionKind, re.Pattern[str]]] = []
    for entry in knowledge.read("sections.yaml").items():
        fields = entry.fields(("kind", "names", "words", "opens"))
        kind = SectionKind(entry.required(fields, "kind").one_of(SectionKind))
        if "opens" in fields:
            opens.append((kind, _openers(fields["opens"])))
        for table, key in ((kinds, "names"), (words, "words")):
            for item in entry.required(fields, key).items():
                if item.text() in table:
                    raise item.wrong("a heading stands twice", "Keep one of them.")
                table[item.text()] = kind
    return Names(kinds, words, tuple(opens))


def _openers(entry: knowledge.Entry) -> re.Pattern[str]:
    try:
        return alternatives(entry.texts(), {})
    except PhraseError as problem:
        raise entry.wrong(str(problem), "Correct the phrase.") from problem


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
    headings: list[Heading] = []
    current = start
    text = same_length(page.raw)
    for heading in _headings(text, first_page=opening is None):
        if heading.kind is SectionKind.NARRATIVE and current in _KEEPS:
            continue
        if current in _CLOSED and _is_label(text, heading):
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


def _headings(text: str, *, first_page: bool) -> Iterator[Heading]:
    names = load_names()
    at = 0
    letters = _soap_letters(text)
    for number, line in enumerate(text.split("\n")):
        end = at + len(line)
        heading = _line_heading(line, at, names)
        if heading is None and line.lstrip()[:1] in letters:
            heading = _letter_heading(line, at)
        lines_of_head = _HEAD_LINES if first_page else 3
        if number < lines_of_head and heading is None and len(line) < 160:
            running = _PERSON if first_page else _FURNITURE
            if running.search(line):
                heading = Heading(at, min(end + 1, len(text)), SectionKind.FURNITURE)
        if heading is None and not (first_page and number < _LETTERHEAD):
            heading = _unlisted(line, at, names)
        if heading is not None:
            yield heading
        yield from _inline(line, at, names)
        at = end + 1


def _soap_letters(text: str) -> frozenset[str]:
    """Return the letters that stand for headings: ``S.``, ``O:``, ``A.``, ``P.``.

    ``A.`` alone may number a list, so it counts only beside ``O`` or ``P``.
    """
    found = set(_SOAP_LETTER.findall(text))
    if found & {"S", "O"} or {"A", "P"} <= found:
        return frozenset(found)
    return frozenset()


def _letter_heading(line: str, at: int) -> Heading | None:
    match = _SOAP_LETTER.match(line)
    return Heading(at, at + match.end(), _SOAP[match[1]]) if match else None


def _line_heading(line: str, at: int, names: Names) -> Heading | None:
    """Return the heading that a line opens with, if it is a listed one."""
    lead = _LEAD.match(line)
    begin = lead.end() if lead else 0
    if not line[begin : begin + 1].isupper():
        return None
    words = []
    for match in _NAME_WORD.finditer(line, begin):
        words.append(match)
        if len(words) == _MOST_NAME_WORDS:
            break
    for count in range(len(words), 0, -1):
        name = " ".join(word[0] for word in words[:count])
        kind = names.kinds.get(name.lower())
        if kind is not None and _stands_alone(line, begin, words[count - 1].end()):
            return Heading(at, at + words[count - 1].end(), kind)
    return None


def _stands_alone(line: str, begin: int, end: int) -> bool:
    """Tell whether the words ``line[begin:end]`` are a heading, not a sentence."""
    name, rest = line[begin:end], line[end:]
    capitals = name.isupper() and len(name) > 1
    tail = rest.strip()
    if not tail or tail == ":":
        return len(name) > 2 or capitals or tail == ":"
    if rest.lstrip().startswith(":"):
        return True
    if len(name) < 2:
        return False
    if rest.startswith((". ", " - ", " -- ")) or tail.startswith("("):
        return True
    if len(name) >= 8 and _AFTERTHOUGHT.match(rest):
        return True
    if not capitals:
        return False
    # Templates print headings in capitals without a colon: "EXAM Gait normal."
    return tail.isupper() or ":" in rest[:70] or any(map(str.islower, rest[:60]))


def _unlisted(line: str, at: int, names: Names) -> Heading | None:
    """Return a heading in capitals that is not listed, by a word that it holds."""
    label = line.split(":", maxsplit=1)[0].strip()
    if label.count("(") != label.count(")"):
        return None
    letters = sum(letter.isalpha() for letter in label)
    if not (letters >= 4 and len(label) <= 70 and label.isupper()):
        return None
    alone = label == line.strip().rstrip(":")
    words = [word.lower() for word in _NAME_WORD.findall(label)]
    for word in words:
        if word in names.words:
            return Heading(at, at + len(label), names.words[word])
    if not alone or any(letter.isdigit() for letter in label):
        return None
    if _TITLE_WORDS & set(words) or len(words) <= 6:
        return Heading(at, at + len(label), SectionKind.NARRATIVE)
    return None


def _inline(line: str, at: int, names: Names) -> Iterator[Heading]:
    for match in _INLINE.finditer(line):
        name = match[0].rstrip(":").strip()
        kind = names.kinds.get(name.lower())
        if kind is None:
            kind = _afterthought(name, names)
        if kind is None or len(name) < 3:
            continue
        if name.isupper() or " " in name or kind in _INLINE_KINDS:
            yield Heading(at + match.start(), at + match.end(), kind)


def _afterthought(name: str, names: Names) -> SectionKind | None:
    """Return the kind of ``Medications per Dr. Pak``."""
    parts = name.lower().split()
    for count in range(len(parts) - 1, 0, -1):
        lead = " ".join(parts[:count])
        if len(lead) >= 8 and lead in names.kinds and len(parts) - count <= 4:
            return names.kinds[lead]
    return None
