"""References to studies in a text: authors, title, journal, year, volume, pages.

The parts are those that 8 CCR 9792.21.1(d)(3) asks a citation to give.  References
come as journals print them (``2012;14(3):201-210``), with the year behind the authors,
in running text (``Marwick et al., 2012``), or without an author at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.documents.phrases import words_of

from .cited_knowledge import citing_words

_SURNAME = r"[A-Z][a-z'][A-Za-z'-]*"
_INITIALS = r"(?:[A-Z]\.?[\s-]?){1,3}(?![A-Za-z])"
_PRINTED_NAME = rf"(?:{_SURNAME}|[A-Z][A-Z'-]{{2,}})"
_AUTHOR = rf"{_PRINTED_NAME}(?:\s{_PRINTED_NAME})?,?\s{_INITIALS}"
_LEAD = re.compile(
    rf"(?<![\w.])(?P<lead>(?P<surname>{_PRINTED_NAME}),?\s(?P<initials>{_INITIALS}))"
    rf"(?=\s?[,.:;(&]|\s?et\sal|\s?and\s|\s?\Z|(?<=[.\s])[\"A-Z(])"
    rf"(?:[,;]?\s?(?:&|and)?\s?{_AUTHOR})*(?:[,;]?\s?et\sal\b\.?)?"
)
_YEAR = r"(?:19|20)\d\d"
_PAGES = r"(?:pp?\.?\s?|pages?\s)?(?P<pages>[eE]?\d{1,5}(?:\s?-\s?\d{1,5})?)"
_VOLUME = r"(?:vol(?:ume)?\.?\s?)?(?P<volume>\d{1,4})\s?(?:\([^()]{1,14}\))?"
_PRINTED = re.compile(
    rf"(?<![\w/-])(?P<year>{_YEAR})(?:\s[A-Z][a-z]{{2,8}}\.?(?:\s\d{{1,2}})?)?\s?[;,:]\s?"
    rf"{_VOLUME}\s?[:,]\s?{_PAGES}"
)
_BEHIND = re.compile(
    rf",?\s{_VOLUME}\s?[,:]\s?(?:pp?\.?\s?|pages?\s)?(?P<pages>\d{{1,5}}\s?-\s?\d{{1,5}})"
    rf"(?:\s?,?\s?\(?(?P<year>{_YEAR})\)?)?"
)
_IN_BRACKETS = re.compile(rf"\(\s?(?P<year>{_YEAR})[a-z]?(?:,[^)]*)?\)")
_QUOTED = re.compile(r"\"(?P<title>[^\"]{8,300})\"")
_MENTION = re.compile(
    rf"(?<![\w.])(?P<surname>{_SURNAME})(?:\s{_INITIALS})?"
    rf"(?:,?\set\sal\b\.?,?|\s(?:and|&)\s{_SURNAME},?|,?\sand\s(?:colleagues|associates"
    rf"|coworkers|co-workers)),?\s(?:in\s)?\(?(?P<year>{_YEAR})\b"
)
_ALONE = re.compile(
    rf"(?<!Dr\.\s)(?<!Dr\s)(?<![\w.])(?P<surname>{_SURNAME})"
    rf"(?:\s\(|(?<=\S),\s)(?P<year>{_YEAR})\)"
)
_PUBLISHED = re.compile(
    r"\b(?:[Pp]ublished|[Aa]ppear(?:ed|ing|s)|[Rr]eported|[Pp]rinted)\s(?:by|in)\s(?:the\s)?"
    r"(?P<journal>[A-Z][\w&']+(?:\s(?:of|and|for|the|&|in)(?=\s[A-Z])|\s[A-Z][\w&']*)*)"
)
_ALONE_YEAR = re.compile(rf"(?<![\d/-]){_YEAR}\b(?![/-])")
_COCHRANE = re.compile(r"\bCochrane\b")
_FARTHEST = 520
_SENTENCE_END = re.compile(r"(?<=[.?!])\"?\s+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A study as a text names it; None is 'not given'."""

    start: int
    end: int
    author: str | None = None
    title: str | None = None
    journal: str | None = None
    year: int | None = None
    volume: str | None = None
    pages: str | None = None

    @property
    def surname(self) -> str:
        """Return the lead author's surname in small letters, or nothing."""
        return (self.author or "").split(" ")[0].lower()


def find_references(text: str) -> list[Reference]:
    """Return the studies that a clean text names, in its order.

    >>> one, = find_references("Rill C, Osei B. Ice and rest. Cold Med. 2009;3:4-9.")
    >>> one.author, one.title, one.journal, one.year, one.volume, one.pages
    ('Rill C', 'Ice and rest', 'Cold Med', 2009, '3', '4-9')
    """
    full = list(_full(text))
    found = full + [one for one in _mentions(text) if not _within(one, full)]
    found += [one for one in _nameless(text) if not _within(one, found, near=200)]
    return sorted(found, key=lambda one: (one.start, one.end))


def _within(one: Reference, others: list[Reference], near: int = 0) -> bool:
    return any(
        other.start - near <= one.start and one.end <= other.end + near
        for other in others
    )


def _full(text: str) -> Iterator[Reference]:
    last = 0
    for pattern in (_PRINTED, _BEHIND):
        last = 0
        for match in pattern.finditer(text):
            reference = _before(text, max(last, match.start() - _FARTHEST), match)
            if reference is not None:
                yield reference
                last = match.end()


def _before(text: str, start: int, anchor: re.Match[str]) -> Reference | None:
    """Read what stands before year, volume and pages: authors, title, journal."""
    head = text[start : anchor.start()]
    lead = _nearest_lead(head)
    quoted = _QUOTED.search(head)
    if lead is None and quoted is None:
        return None
    begins = lead.start() if lead else quoted.start() if quoted else 0
    rest = head[lead.end() :] if lead else head[begins:]
    bracket = _IN_BRACKETS.match(rest.lstrip(" .,"))
    year = anchor["year"] or (bracket["year"] if bracket else None)
    if year is None or (anchor.re is _BEHIND and lead is None):
        return None
    if bracket is not None:
        rest = rest.lstrip(" .,")[bracket.end() :]
    title, journal = _title_and_journal(rest)
    return Reference(
        start=start + begins,
        end=anchor.end(),
        author=_author(lead) if lead else None,
        title=title,
        journal=journal,
        year=int(year),
        volume=anchor["volume"],
        pages=anchor["pages"].replace(" ", ""),
    )


def _nearest_lead(head: str) -> re.Match[str] | None:
    """Return the authors nearest to the end that leave room for title and journal.

    A name that stands before them, a patient's on a form, is nobody's authorship.
    """
    leads = list(_LEAD.finditer(head))
    for lead in reversed(leads):
        title, journal = _title_and_journal(head[lead.end() :])
        if journal is not None and title is not None and len(title.split()) > 1:
            return lead
    return leads[-1] if leads else None


def _author(lead: re.Match[str]) -> str:
    initials = re.sub(r"[^A-Z]", "", lead["initials"])
    return f"{lead['surname']} {initials}"


def _title_and_journal(rest: str) -> tuple[str | None, str | None]:
    quoted = _QUOTED.search(rest)
    if quoted is not None:
        journal = rest[quoted.end() :].strip(" .,;(").removeprefix("in ")
        return quoted["title"].strip(" .,"), journal.strip(" .,;(") or None
    parts = [part.strip(" .,;(") for part in _SENTENCE_END.split(rest.strip(" .,;:"))]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return (parts[0] if parts else None), None
    # "J. Hand Care" was cut at the stop of its first word.
    at = len(parts) - 1
    while at > 1 and len(parts[at - 1]) <= 4:
        at -= 1
    return ". ".join(parts[:at]), ". ".join(parts[at:])


def _mentions(text: str) -> Iterator[Reference]:
    words = citing_words()
    for match in _MENTION.finditer(text):
        if match["surname"].lower() not in words.no_authors:
            yield _mentioned(match)
    for match in _ALONE.finditer(text):
        if match["surname"].lower() in words.no_authors:
            continue
        start = max(
            text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start())
        )
        stop = text.find(". ", match.end())
        around = text[start + 1 : stop if stop > 0 else len(text)]
        if words.plain["studying"].find(words_of(around)):
            yield _mentioned(match)


def _mentioned(match: re.Match[str]) -> Reference:
    return Reference(
        start=match.start(),
        end=match.end(),
        author=match["surname"],
        year=int(match["year"]),
    )


def _nameless(text: str) -> Iterator[Reference]:
    """Yield studies told by their design and where they were published."""
    start = 0
    for stop in (*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)):
        sentence = text[start:stop]
        place = _PUBLISHED.search(sentence) or _COCHRANE.search(sentence)
        if place is not None and citing_words().designs.find(words_of(sentence)):
            # A day before the place is that of the letter which names it.
            year = _ALONE_YEAR.search(sentence, place.end()) or _ALONE_YEAR.search(
                sentence
            )
            named = place.groupdict().get("journal") or "Cochrane"
            yield Reference(
                start=start,
                end=start + len(sentence.rstrip()),
                journal=named.strip(),
                year=int(year[0]) if year else None,
            )
        start = stop
