"""Folded words of a letter, cut into the guidelines that they cite.

The words of a stretch are marked once (names of guidelines, page lists, the form's
own phrases) and cut at the marks: one citation a page list, or a source without one.
What stands between a name and its pages is the topic.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from openimr.text import same_length

from .citation_marks import (
    BASED_ON,
    FORM_MARKS,
    LETTER,
    MARK,
    NAMES,
    NOTHING,
    OPENS,
    PAGE_COMMA,
    PAGE_DASH,
    SECTION,
)
from .citation_names import NamedGuideline
from .citation_topics import edition_year, tidy_source, tidy_topic

_UNVERIFIED = " [page not verified]"
"""A mark of our own letters that belongs to no topic."""

Place = tuple[int, int]


class Cut(NamedTuple):
    """A citation before its place in the letter is known."""

    guideline: str | None
    name: str
    topic: str | None
    pages: str | None
    verbatim: str


@dataclass(slots=True)
class _Piece:
    """A citation in the making; places are in the stretch's folded words."""

    source: NamedGuideline | None
    name: Place
    start: int
    end: int
    topic: list[Place] = field(default_factory=list)
    pages: str | None = None
    has_chapter: bool = False


def cut_citations(words: str, prose: bool) -> tuple[tuple[Cut, ...], tuple[str, ...]]:
    """Return the citations and other evidence of folded words."""
    cutter = _Cutter(words.replace(_UNVERIFIED, ""), prose=prose)
    return cutter.cuts(), tuple(cutter.other)


class _Cutter:
    """Cuts one stretch at its marks."""

    def __init__(self, words: str, *, prose: bool) -> None:
        self.words = words
        self.lower = _lower(words)
        self.prose = prose
        self.form = ""
        self.form_end = 0
        self.pieces: list[_Piece] = []
        self.segment_pieces = 0
        self.other: list[str] = []

    def cuts(self) -> tuple[Cut, ...]:
        """Return the citations of the stretch in order."""
        at = 0
        for mark in MARK.finditer(self.lower):
            kind = mark.lastgroup
            if kind in FORM_MARKS:
                self._text(at, mark.start())
                self._close(mark.start())
                self.form, self.form_end = str(kind), mark.end()
            elif self.form == "other":
                continue
            elif kind is None:
                named = NAMES.of(mark[0])
                if not self._counts(named, mark.start()):
                    continue
                self._text(at, mark.start())
                self._name(named, mark.span())
            else:
                self._text(at, mark.start())
                if kind == "pages":
                    self._pages(mark)
            at = mark.end()
        self._text(at, len(self.lower))
        self._close(len(self.lower))
        return tuple(self._finish(piece) for piece in self.pieces)

    def _counts(self, named: NamedGuideline, at: int) -> bool:
        """Tell whether a name opens a source where it stands."""
        if self.lower[at - 1 : at] == "(" and self._explains(named, at):
            return False
        if not named.opens or (self.form == "mtus" and at <= self.form_end + 1):
            return True
        return OPENS.search(self.lower, max(0, at - 24), at) is not None

    def _explains(self, named: NamedGuideline, at: int) -> bool:
        """Tell whether a name in brackets only says whose the named guideline is."""
        piece = self._current()
        if piece is None or named.is_chapter or piece.has_chapter:
            return False
        if piece.source == named:
            return False
        return not self._has_words(piece.end, at)

    def _current(self) -> _Piece | None:
        return self.pieces[-1] if len(self.pieces) > self.segment_pieces else None

    def _name(self, named: NamedGuideline, place: Place) -> None:
        piece = self._current()
        if piece is not None and self._is_said_again(piece, named, place[0]):
            closes = self.lower[place[1] : place[1] + 1] == ")"
            place = (place[0], place[1] + closes)
            piece.name = (piece.name[0], place[1])
            piece.topic.clear()
        elif piece is None or not self._is_same_source(piece, named, place[0]):
            piece = _Piece(named, place, place[0], place[1])
            self.pieces.append(piece)
        if named.is_chapter:
            if piece.source is None or named.guideline != piece.source.guideline:
                piece.source = named
            piece.topic.append(place)
            piece.has_chapter = True
        piece.end = place[1]

    def _is_said_again(self, piece: _Piece, named: NamedGuideline, at: int) -> bool:
        """Tell whether a second name only explains the first: "ODG (Official …)"."""
        if piece.source != named or named.is_chapter or piece.pages is not None:
            return False
        return not self._has_words(piece.end, at)

    def _is_same_source(self, piece: _Piece, named: NamedGuideline, at: int) -> bool:
        """Tell whether a further name only says more of the same source."""
        if piece.source is None or piece.pages is not None:
            return False
        if piece.source.work != named.work:
            return False
        if named.is_chapter != piece.has_chapter:
            return True
        return SECTION.search(self.lower, piece.start, at) is not None

    def _pages(self, mark: re.Match[str]) -> None:
        piece = self._current()
        if piece is None:
            before = (self.form_end, mark.start())
            piece = _Piece(None, before, self.form_end, mark.end(), topic=[before])
            self.pieces.append(piece)
        pages = PAGE_COMMA.sub(", ", PAGE_DASH.sub("-", mark["list"]))
        piece.pages = f"{piece.pages}, {pages}" if piece.pages else pages
        piece.end = mark.end("list")

    def _text(self, start: int, end: int) -> None:
        """Take words between marks: the topic, or what follows a page list."""
        if start >= end or len(self.pieces) == self.segment_pieces:
            return
        if self.form == "other":
            return
        piece = self.pieces[-1]
        if piece.pages is None:
            piece.topic.append((start, end))
            return
        if self.prose:
            # "…, pages 16-18, since they fit; and Gabapentin, page 49"
            start = max(start, self.lower.rfind(";", start, end) + 1)
        topic = self._topic([(start, end)]) if self._has_words(start, end) else None
        if topic is None:
            return
        if self._topic(piece.topic):
            at = self.words.find(topic, start, end)
            first = at if at >= 0 else start
            piece = _Piece(piece.source, piece.name, first, end, topic=[(start, end)])
            self.pieces.append(piece)
        else:
            piece.topic = [(start, end)]

    def _has_words(self, start: int, end: int) -> bool:
        return LETTER.search(self.lower, start, end) is not None

    def _close(self, end: int) -> None:
        """End a segment of the form."""
        if self.form == "other":
            words = self.words[self.form_end : end].strip(" ,;")
            if words and not NOTHING.match(words):
                self.other.append(words.removesuffix("."))
        elif self._current() is None:
            self._unnamed(self.form_end, end)
        self.segment_pieces = len(self.pieces)

    def _unnamed(self, start: int, end: int) -> None:
        """Keep a source that no known name stands for."""
        if self.form == "":
            based = BASED_ON.search(self.lower, start, end)
            if based is None or "did not" in self.lower[start:end]:
                return
            start = based.end()
        if NOTHING.match(self.lower, start, end) or not self._topic([(start, end)]):
            return
        topic = [(start, end)] if self.form == "mtus" else []
        self.pieces.append(_Piece(None, (start, end), start, end, topic=topic))

    def _finish(self, piece: _Piece) -> Cut:
        source, spans = piece.source, piece.topic
        last = max(piece.end, spans[-1][1]) if spans else piece.end
        year = edition_year(self.lower[piece.name[1] : last]) if source else None
        guideline = source.of_year(year) if source else None
        if guideline is None and source is not None:
            spans = [piece.name, *spans]
        topic = self._topic(spans)
        name = self.words[slice(*piece.name)]
        if guideline is None:
            name = "MTUS" if spans else tidy_source(name, prose=self.prose)
        return Cut(
            guideline=guideline,
            name=name,
            topic=topic,
            pages=piece.pages,
            verbatim=self.words[piece.start : self._end(piece, topic)].strip(" ,;:"),
        )

    def _end(self, piece: _Piece, topic: str | None) -> int:
        """Return where a citation's words end: its pages, else its topic."""
        end = max(piece.end, piece.name[1])
        if piece.pages is not None or not piece.topic:
            return end
        start, stop = piece.topic[-1]
        if len(piece.topic) > 1:
            topic = self._topic([(start, stop)])
        at = self.words.find(topic, start, stop) if topic else -1
        if at >= 0 and topic:
            return at + len(topic)
        return stop if topic else end

    def _topic(self, places: list[Place]) -> str | None:
        words = " ".join([self.words[start:end].strip() for start, end in places])
        return tidy_topic(words, prose=self.prose or self.form == "")


def _lower(text: str) -> str:
    lower = same_length(text).lower()
    return lower if len(lower) == len(text) else text
