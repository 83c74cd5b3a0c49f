"""Recognise the headings of reports, whatever form they take.

Capitals on a line of their own, ``EXAM:`` at the head of a paragraph, ``Plan.`` in
dictation, ``OBJECTIVE:`` in the middle of a line, words in capitals with an
afterthought (``MEDICATIONS renewed today:``), the letters of a SOAP note.  The names
are data (``lexicon/sections.yaml``).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from . import knowledge
from .kinds import SectionKind
from .misread import bare_names, misread
from .phrases import PhraseError, alternatives

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


_SOAP_LETTER = re.compile(r"^[ \t]*([SOAP])(?:[.:>)](?=\s|$)|[ \t]*$)", re.M)


_INLINE_LETTER = re.compile(r"(?<=[.;!?)\]]\s)([SOAP])[:>](?=\s)")


_AFTERTHOUGHT = re.compile(r"(?: (?:\w+|Dr\.)){1,4}:(?:\s|$)")
"""``Medications per Dr. Pak:``, ``Medications prescribed today:``."""


_PUNCTUATED = re.compile(r"\s*(?:[:.(]|-|\Z)")
_HEAD_LINES = 12


_TITLE = re.compile(
    r"[\s,-]*(?:report|note|visit|evaluation|consultation|letter|exam\w*|appointment"
    r"|\(|\d{1,2}[/-])",
    re.I,
)
"""Behind a plan's heading these make it a title: ``FOLLOW-UP REPORT, LUMBAR``."""

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

    bare: Mapping[str, SectionKind] = field(default_factory=dict)
    """Headings by their letters alone, for those a scanner misread."""

    dense: tuple[tuple[SectionKind, re.Pattern[str]], ...] = ()
    """Words of which sentences without a heading are full."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: where it stands, where its text begins, and what it opens."""

    start: int
    body: int
    kind: SectionKind


def opened_by(low: str, start: int) -> SectionKind | None:
    """Return the section that a sentence of a narrative opens, if it opens one."""
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
    dense: list[tuple[SectionKind, re.Pattern[str]]] = []
    for entry in knowledge.read("sections.yaml").items():
        fields = entry.fields(("kind", "names", "words", "opens", "dense"))
        kind = SectionKind(entry.required(fields, "kind").one_of(SectionKind))
        if "opens" in fields:
            opens.append((kind, _openers(fields["opens"])))
        if "dense" in fields:
            dense.append((kind, _openers(fields["dense"])))
        for table, key in ((kinds, "names"), (words, "words")):
            for item in entry.required(fields, key).items():
                if item.text() in table:
                    raise item.wrong("a heading stands twice", "Keep one of them.")
                table[item.text()] = kind
    return Names(kinds, words, tuple(opens), bare_names(kinds), tuple(dense))


def _openers(entry: knowledge.Entry) -> re.Pattern[str]:
    try:
        return alternatives(entry.texts(), {})
    except PhraseError as problem:
        raise entry.wrong(str(problem), "Correct the phrase.") from problem


def find_headings(text: str, *, first_page: bool) -> Iterator[Heading]:
    """Yield the headings of a page's raw text, in order."""
    names = load_names()
    at = 0
    letters = _soap_letters(text)
    for number, line in enumerate(text.split("\n")):
        end = at + len(line)
        letterhead = first_page and number < _LETTERHEAD
        heading = _line_heading(line, at, names, letterhead=letterhead)
        if heading is None and line.lstrip()[:1] in letters:
            heading = _letter_heading(line, at)
        lines_of_head = _HEAD_LINES if first_page else 3
        if number < lines_of_head and heading is None and len(line) < 160:
            running = _PERSON if first_page else _FURNITURE
            if running.search(line):
                heading = Heading(at, min(end + 1, len(text)), SectionKind.FURNITURE)
        if heading is None and (read := misread(line, names.bare)) is not None:
            heading = Heading(at, at + read[0], read[1])
        if heading is None and not letterhead:
            heading = _unlisted(line, at, names)
        if heading is not None:
            yield heading
        yield from _inline(line, at, names)
        yield from _inline_letters(line, at, letters)
        at = end + 1


def _soap_letters(text: str) -> frozenset[str]:
    """Return the letters that stand for headings: ``S.``, ``O:``, ``A.``, ``P.``.

    ``A.`` alone may number a list, so it counts only beside ``O`` or ``P``.
    """
    found = {*_SOAP_LETTER.findall(text), *_INLINE_LETTER.findall(text)}
    if found & {"S", "O"} or {"A", "P"} <= found:
        return frozenset(found)
    return frozenset()


def _letter_heading(line: str, at: int) -> Heading | None:
    match = _SOAP_LETTER.match(line)
    return Heading(at, at + match.end(), _SOAP[match[1]]) if match else None


def _line_heading(
    line: str, at: int, names: Names, *, letterhead: bool
) -> Heading | None:
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
        end = words[count - 1].end()
        if kind is None or not _stands_alone(line, begin, end):
            continue
        if letterhead and kind is SectionKind.PLAN and _TITLE.match(line, end):
            return None
        if not (letterhead and line.isupper()) or _PUNCTUATED.match(line, end):
            return Heading(at, at + end, kind)
    return None


def _stands_alone(line: str, begin: int, end: int) -> bool:
    """Tell whether the words ``line[begin:end]`` are a heading, not a sentence."""
    name, rest = line[begin:end], line[end:]
    capitals = name.isupper() and len(name) > 1
    tail = rest.strip()
    if not tail:
        return len(name) > 2 or capitals
    if tail.startswith(":"):
        return True
    if len(name) < 2:
        return False
    punctuated = rest.startswith((". ", " - ", " -- ")) or tail.startswith("(")
    if punctuated or (len(name) >= 8 and _AFTERTHOUGHT.match(rest)):
        return True
    # Templates print headings in capitals without a colon: "EXAM Gait normal."
    after = tail.isupper() or ":" in rest[:70] or any(map(str.islower, rest[:60]))
    return capitals and after


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


def _inline_letters(line: str, at: int, letters: frozenset[str]) -> Iterator[Heading]:
    """Yield the letters of a note in one line, ``S: sore. O: tender``."""
    for match in _INLINE_LETTER.finditer(line) if letters else ():
        yield Heading(at + match.start(), at + match.end(), _SOAP[match[1]])


def _afterthought(name: str, names: Names) -> SectionKind | None:
    """Return the kind of ``Medications per Dr. Pak``."""
    parts = name.lower().split()
    for count in range(len(parts) - 1, 0, -1):
        lead = " ".join(parts[:count])
        if len(lead) >= 8 and lead in names.kinds and len(parts) - count <= 4:
            return names.kinds[lead]
    return None
