"""Guidelines as letters cite them: names, topics and page lists.

The words of a stretch are marked once (names of guidelines, page lists, the form's
own phrases) and cut at the marks: one citation a page list, or a source without one.
What stands between a name and its pages is the topic.
"""

import re
from dataclasses import dataclass, field

from openimr.domain import LetterCitation, Span
from openimr.text import same_length

from .citation_names import NamedGuideline, guideline_names
from .citation_topics import edition_year, tidy_topic
from .parts import Cited
from .sheet import Sheet

_NUMBER = r"(?!(?:19|20)\d\d\b)\d{1,4}(?!\.\d|\d)"
_RANGE = rf"{_NUMBER}(?:\s*(?:-|to)\s*{_NUMBER})?"
_MARK = re.compile(
    rf"""
    \b(?P<name>(?!(?:odg|acoem)\s*\))(?:{guideline_names().pattern}))(?!\w)
  | \b(?P<pages>(?:pages?(?:\(s\))?|pgs?\.?|pp?\.)\s*[:\#]?\s*
        (?P<list>{_RANGE}(?:\s*(?:,|&|\band\b)(?:\s*and\b)?\s*(?:pp?\.\s*)?{_RANGE})*))
  | \b(?P<mtus>decision\s+based\s+on\s+mtus\b)
  | \b(?P<non>decision\s+based\s+on\s+non[-\s]*mtus\s+citations?\b)
  | \b(?P<other>other\s+medical\s+treatment\s+guidelines?\s+or\s+medical\s+evidence\b
        \s*:?)
  | \b(?P<url>(?:https?://|www\.)\S+(?:(?<=[-/._?=&\#])\s+\S*[./\#=]\S*)*)
    """,
    re.VERBOSE,
)
_FORM = frozenset({"mtus", "non", "other"})
_BASED_ON = re.compile(
    r"\b(?:based|relied)\s+(?:(?:its|his/her|his|her|their)\s+(?:decision|determination)"
    r"\s+)?(?:up)?on\s+(?:the\s+)?",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\W*(?:none\b|no\b|not\b|n/?a\b|mtus\W*\Z|\Z|.{0,60}\b(?:did|does|do)\s+not\b"
    r"|.{0,40}\bnot\s+(?:cited|stated)|.{0,60}\bsilent\b)",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_DASH = re.compile(r"\s*(?:-|to)\s*")
_PAGE_COMMA = re.compile(r"\s*(?:,|&|\band\b)(?:\s*and\b)?\s*(?:pp?\.\s*)?")


@dataclass(slots=True)
class _Piece:
    """A citation in the making."""

    source: NamedGuideline | None
    name: Span
    start: int
    end: int
    topic: list[Span] = field(default_factory=list)
    pages: str | None = None
    has_chapter: bool = False


def read_citations(sheet: Sheet, place: Span | None, *, prose: bool) -> Cited:
    """Return the guidelines and other evidence that a stretch names.

    ``prose`` tells that they are named in sentences, where verbs end topics.
    """
    if place is None:
        return Cited()
    return _Cutter(sheet, place, prose=prose).read()


class _Cutter:
    """Cuts one stretch at its marks."""

    def __init__(self, sheet: Sheet, place: Span, *, prose: bool) -> None:
        self.sheet = sheet
        self.start = place.start
        self.lower = _lower(sheet.plain[place.start : place.end])
        self.prose = prose
        self.form = ""
        self.form_end = 0
        self.pieces: list[_Piece] = []
        self.segment_pieces = 0
        self.other: list[str] = []

    def read(self) -> Cited:
        """Return the citations of the stretch."""
        at = 0
        for mark in _MARK.finditer(self.lower):
            kind = str(mark.lastgroup)
            if kind in _FORM:
                self._text(at, mark.start())
                self._close(mark.start())
                self.form, self.form_end = kind, mark.end()
            elif self.form != "other":
                self._text(at, mark.start())
                self._mark(kind, mark)
            else:
                continue
            at = mark.end()
        self._text(at, len(self.lower))
        self._close(len(self.lower))
        citations = tuple(self._citation(piece) for piece in self.pieces)
        return Cited(citations, tuple(self.other))

    def _mark(self, kind: str, mark: re.Match[str]) -> None:
        if kind == "name":
            self._name(mark)
        elif kind == "pages":
            self._pages(mark)

    def _current(self) -> _Piece | None:
        return self.pieces[-1] if len(self.pieces) > self.segment_pieces else None

    def _name(self, mark: re.Match[str]) -> None:
        named = guideline_names().of(mark["name"])
        span = Span(*mark.span("name"))
        piece = self._current()
        if piece is not None and self._is_said_again(piece, named, span):
            piece.name = Span(piece.name.start, span.end)
            piece.topic.clear()
        elif piece is None or not _same_source(piece, named):
            piece = _Piece(named, span, span.start, span.end)
            self.pieces.append(piece)
        if named.is_chapter:
            piece.topic.append(span)
            piece.has_chapter = True
        piece.end = span.end

    def _is_said_again(self, piece: _Piece, named: NamedGuideline, span: Span) -> bool:
        """Tell whether a second name only explains the first: "ODG (Official …)"."""
        between = self.lower[piece.end : span.start]
        return piece.source == named and not any(c.isalnum() for c in between)

    def _pages(self, mark: re.Match[str]) -> None:
        piece = self._current()
        if piece is None:
            span = Span(self.form_end, mark.start())
            piece = _Piece(None, span, self.form_end, mark.end(), topic=[span])
            self.pieces.append(piece)
        pages = _PAGE_COMMA.sub(", ", _PAGE_DASH.sub("-", mark["list"]))
        piece.pages = f"{piece.pages}, {pages}" if piece.pages else pages
        piece.end = mark.end("list")

    def _text(self, start: int, end: int) -> None:
        """Take words between marks: the topic, or what follows a page list."""
        piece = self._current()
        if piece is None or start >= end or self.form == "other":
            return
        span = Span(start, end)
        if piece.pages is None:
            piece.topic.append(span)
        elif self._topic([span]):
            if self._topic(piece.topic):
                piece = _Piece(piece.source, piece.name, start, end, topic=[span])
                self.pieces.append(piece)
            else:
                piece.topic = [span]

    def _close(self, end: int) -> None:
        """End a segment of the form."""
        if self.form == "other":
            words = self._words(Span(self.form_end, end)).strip(" ,;")
            if words and not _NOTHING.match(words):
                self.other.append(words.removesuffix("."))
        elif self._current() is None:
            self._unnamed(self.form_end, end)
        self.segment_pieces = len(self.pieces)

    def _unnamed(self, start: int, end: int) -> None:
        """Keep a source that no known name stands for."""
        words = self.lower[start:end]
        if self.form == "":
            based = _BASED_ON.search(words)
            if based is None or "did not" in " ".join(words.split()):
                return
            start += based.end()
        if _NOTHING.match(self.lower, start, end):
            return
        span = Span(start, end)
        if self._topic([span]):
            topic = [span] if self.form == "mtus" else []
            self.pieces.append(_Piece(None, span, start, end, topic=topic))

    def _citation(self, piece: _Piece) -> LetterCitation:
        source = piece.source
        words = self.lower[piece.name.end : piece.end]
        year = edition_year(words) if source else None
        topic = self._topic(piece.topic)
        place = self.sheet.span(self.start + piece.start, self.start + self._end(piece))
        name = self._words(piece.name)
        if source is None:
            name = "MTUS" if piece.topic else (self._topic([piece.name]) or name)
        return LetterCitation(
            guideline=source.of_year(year) if source else None,
            name=name,
            topic=topic,
            pages=piece.pages,
            verbatim=self.sheet.words(place.start, place.end),
            span=place,
        )

    def _end(self, piece: _Piece) -> int:
        """Return where a citation's words end: its pages, else its topic."""
        last = piece.topic[-1] if piece.topic else piece.name
        if piece.pages is not None and last.end <= piece.end:
            return piece.end
        topic = self._topic([last]) if piece.topic else None
        if topic is None:
            return max(piece.end, piece.name.end)
        low = self.start + last.start
        located = self.sheet.locate(topic, low, self.start + last.end)
        return located.end - self.start if located else last.end

    def _topic(self, spans: list[Span]) -> str | None:
        words = " ".join(self._words(span) for span in spans)
        return tidy_topic(words, prose=self.prose or self.form == "")

    def _words(self, span: Span) -> str:
        return self.sheet.words(self.start + span.start, self.start + span.end)


def _same_source(piece: _Piece, named: NamedGuideline) -> bool:
    """Tell whether a further name only says more of the same source."""
    if piece.source is None or piece.pages is not None:
        return False
    if piece.source.guideline != named.guideline:
        return False
    return named.is_chapter != piece.has_chapter


def _lower(text: str) -> str:
    lower = same_length(text).lower()
    return lower if len(lower) == len(text) else text
