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
from .citation_topics import edition_year, tidy_source, tidy_topic
from .parts import Cited
from .sheet import Sheet

_NUMBER = r"(?!(?:19|20)\d\d\b)\d{1,4}(?!\.\d|\d)"
_RANGE = rf"{_NUMBER}(?:\s*(?:-|to)\s*{_NUMBER})?"
_MARK = re.compile(
    rf"""
    \b(?P<name>(?!(?:odg|acoem)\s*\))(?:{guideline_names().pattern}))(?!\w)
  | \b(?P<pages>(?:pages?(?:\(s\))?|pgs?\.?|pp?\.)\s*[:\#]?\s*
        (?P<list>{_RANGE}(?:\s*(?:,|&|\band\b)(?:\s*and\b)?\s*(?:pp?\.\s*)?{_RANGE})*)
        (?:\s*of\s+\d+)?)
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
_OPENS = re.compile(r"(?:\bmtus\b[\s:,]*|(?:19|20)\d\d\)?\s*[,;]?\s*(?:and\s+)?)\Z")
_SECTION = re.compile(r"sections?(?:\(s\))?\s*:\s*(?:[^,;]*[,;]\s*)*\Z")
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
            elif self.form == "other" or not self._counts(mark):
                continue
            else:
                self._text(at, mark.start())
                self._mark(kind, mark)
            at = mark.end()
        self._text(at, len(self.lower))
        self._close(len(self.lower))
        citations = tuple(self._citation(piece) for piece in self.pieces)
        return Cited(citations, tuple(self.other))

    def _counts(self, mark: re.Match[str]) -> bool:
        """Tell whether a short name stands where only guidelines are named."""
        if mark["name"] is None:
            return True
        at = mark.start()
        named = guideline_names().of(mark["name"])
        if self.lower[at - 1 : at] == "(" and self._explains(named, at):
            return False
        if not named.opens:
            return True
        if at == self.form_end and self.form == "mtus":
            return True
        return _OPENS.search(self.lower, max(0, at - 24), at) is not None

    def _explains(self, named: NamedGuideline, at: int) -> bool:
        """Tell whether a name in brackets only says whose the named guideline is."""
        piece = self._current()
        if piece is None or named.is_chapter or piece.has_chapter:
            return False
        return not self._has_words(piece.end, at)

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
        elif piece is None or not self._is_same_source(piece, named, span):
            piece = _Piece(named, span, span.start, span.end)
            self.pieces.append(piece)
        if named.is_chapter:
            piece.source = named if piece.source is None else piece.source
            if named.guideline not in {None, piece.source.guideline}:
                piece.source = named
            piece.topic.append(span)
            piece.has_chapter = True
        piece.end = span.end

    def _is_same_source(self, piece: _Piece, named: NamedGuideline, span: Span) -> bool:
        """Tell whether a further name only says more of the same source."""
        if piece.source is None or piece.pages is not None:
            return False
        if piece.source.work != named.work:
            return False
        if named.is_chapter != piece.has_chapter:
            return True
        return _SECTION.search(self.lower, piece.start, span.start) is not None

    def _is_said_again(self, piece: _Piece, named: NamedGuideline, span: Span) -> bool:
        """Tell whether a second name only explains the first: "ODG (Official …)"."""
        if piece.source != named or named.is_chapter or piece.pages is not None:
            return False
        return not self._has_words(piece.end, span.start)

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
            return
        if self.prose:
            # "…, pages 16-18, since they fit; and Gabapentin, page 49"
            start = max(start, self.lower.rfind(";", start, end) + 1)
            span = Span(start, end)
        if not self._has_words(start, end) or not self._topic([span]):
            return
        if self._topic(piece.topic):
            span = self._trimmed(span)
            piece = _Piece(piece.source, piece.name, span.start, end, topic=[span])
            self.pieces.append(piece)
        else:
            piece.topic = [span]

    def _trimmed(self, span: Span) -> Span:
        """Return a stretch from its topic's first word on."""
        topic = self._topic([span])
        low = self.start + span.start
        place = self.sheet.locate(topic or "", low, self.start + span.end)
        return Span(place.start - self.start, span.end) if place else span

    def _has_words(self, start: int, end: int) -> bool:
        return any(letter.isalnum() for letter in self.lower[start:end])

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
        last = max([piece.end, *(span.end for span in piece.topic)])
        year = edition_year(self.lower[piece.name.end : last]) if source else None
        guideline = source.of_year(year) if source else None
        spans = piece.topic
        if guideline is None and source is not None:
            spans = [piece.name, *piece.topic]
        topic = self._topic(spans)
        end = self._end(piece, topic)
        place = self.sheet.span(self.start + piece.start, self.start + end)
        name = self._words(piece.name)
        if guideline is None:
            name = "MTUS" if spans else tidy_source(name, prose=self.prose)
        return LetterCitation(
            guideline=guideline,
            name=name,
            topic=topic,
            pages=piece.pages,
            verbatim=self.sheet.words(place.start, place.end),
            span=place,
        )

    def _end(self, piece: _Piece, topic: str | None) -> int:
        """Return where a citation's words end: its pages, else its topic."""
        if piece.pages is not None or not piece.topic:
            return max(piece.end, piece.name.end)
        last = piece.topic[-1]
        if len(piece.topic) > 1:
            topic = self._topic([last])
        if topic is None:
            return max(piece.end, piece.name.end)
        low, high = self.start + last.start, self.start + last.end
        located = self.sheet.locate(topic, low, high)
        return located.end - self.start if located else last.end

    def _topic(self, spans: list[Span]) -> str | None:
        words = " ".join(self._words(span) for span in spans)
        return tidy_topic(words, prose=self.prose or self.form == "")

    def _words(self, span: Span) -> str:
        return self.sheet.words(self.start + span.start, self.start + span.end)


def _lower(text: str) -> str:
    lower = same_length(text).lower()
    return lower if len(lower) == len(text) else text
