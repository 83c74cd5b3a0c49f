"""Guidelines as letters cite them: names, topics and page lists.

The words of a stretch are marked once (names of guidelines, page lists, the form's
own phrases) and cut at the marks: one citation a page list, or a source without one.
What stands between a name and its pages is the topic.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from openimr.domain import LetterCitation, Span
from openimr.text import same_length
from openimr.text.patterns import by_first_letter

from .citation_names import NamedGuideline, guideline_names
from .citation_topics import edition_year, tidy_source, tidy_topic
from .parts import Cited
from .sheet import Sheet, located, words_of

_NAMES = guideline_names()
_NUMBER = r"(?!(?:19|20)\d\d\b)\d{1,4}(?!\.\d|\d)"
_RANGE = rf"{_NUMBER}(?:\s*(?:-|to)\s*{_NUMBER})?"
_ADDRESS = r"\S+(?:(?<=[-/._?=&#])\s+\S*[./#=]\S*)*"
_OWNERS = frozenset({"odg", "acoem"})
_NOT_CLOSING = r"(?!\s*\))"
"""An owner that closes a bracket only says whose the guideline before it is."""

_MARK = re.compile(
    by_first_letter(
        (
            *(
                rf"{name}(?!\w)" + _NOT_CLOSING * (name in _OWNERS)
                for name in _NAMES.patterns
            ),
            r"p(?P<pages>(?:ages?(?:\(s\))?|gs?\.?|p?\.)\s*[:#]?\s*"
            rf"(?P<list>{_RANGE}(?:\s*(?:,|&|\band\b)(?:\s*and\b)?\s*(?:pp?\.\s*)?"
            rf"{_RANGE})*)(?:\s*of\s+\d+)?)",
            r"d(?P<mtus>ecision\s+based\s+on\s+mtus\b)",
            r"d(?P<non>ecision\s+based\s+on\s+non[-\s]*mtus\s+citations?\b)",
            r"o(?P<other>ther\s+medical\s+treatment\s+guidelines?\s+or\s+medical"
            r"\s+evidence\b\s*:?)",
            rf"h(?P<link>ttps?://{_ADDRESS})",
            rf"w(?P<site>ww\.{_ADDRESS})",
        )
    )
)
"""A mark without a group is a guideline's name."""

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
_LETTER = re.compile(r"[^\W_]")
_PAGE_DASH = re.compile(r"\s*(?:-|to)\s*")
_PAGE_COMMA = re.compile(r"\s*(?:,|&|\band\b)(?:\s*and\b)?\s*(?:pp?\.\s*)?")
_UNVERIFIED = " [page not verified]"
"""A mark of our own letters that belongs to no topic."""

_REMEMBERED = 8192
"""Letters of an archive cite the same few thousand passages over and over."""

_LONGEST_REMEMBERED = 2000
"""Characters of a passage that may come again; what is longer is a page gone astray."""

_NOTHING_CITED = Cited()

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


def read_citations(
    sheet: Sheet, place: Span | None, *, prose: bool, places: bool = True
) -> Cited:
    """Return the guidelines and other evidence that a stretch names.

    ``prose`` tells that they are named in sentences, where verbs end topics.  Without
    ``places`` the citations have no spans.
    """
    if place is None:
        return _NOTHING_CITED
    piece = sheet.plain[place.start : place.end]
    read = _passage if len(piece) <= _LONGEST_REMEMBERED else _passage.__wrapped__
    passage = read(piece, sheet.breaks, prose)
    return passage.standing_at(place.start) if places else passage.cited


class _Passage(NamedTuple):
    """What a stretch cites, and where each citation stands in it."""

    cited: Cited
    places: tuple[Place | None, ...]

    def standing_at(self, start: int) -> Cited:
        """Return the citations with their spans in a text."""
        if not self.places:
            return self.cited
        citations = tuple(
            LetterCitation(
                guideline=citation.guideline,
                name=citation.name,
                topic=citation.topic,
                pages=citation.pages,
                verbatim=citation.verbatim,
                span=Span(start + place[0], start + place[1]) if place else None,
            )
            for citation, place in zip(self.cited.citations, self.places, strict=True)
        )
        return Cited(citations, self.cited.other)


@lru_cache(maxsize=_REMEMBERED)
def _passage(piece: str, breaks: tuple[str, ...], prose: bool) -> _Passage:
    cuts, other = cut_citations(words_of(piece, breaks), prose)
    places: list[Place | None] = []
    low = 0
    for cut in cuts:
        place = located(piece, cut.verbatim, low, len(piece))
        low = place[1] if place else low
        places.append(place)
    citations = tuple(
        LetterCitation(
            guideline=cut.guideline,
            name=cut.name,
            topic=cut.topic,
            pages=cut.pages,
            verbatim=cut.verbatim,
        )
        for cut in cuts
    )
    return _Passage(Cited(citations, other), tuple(places))


def forget_citations() -> None:
    """Drop what is remembered of earlier letters' citations."""
    _passage.cache_clear()


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
        for mark in _MARK.finditer(self.lower):
            kind = mark.lastgroup
            if kind in _FORM:
                self._text(at, mark.start())
                self._close(mark.start())
                self.form, self.form_end = str(kind), mark.end()
            elif self.form == "other":
                continue
            elif kind is None:
                named = _NAMES.of(mark[0])
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
        return _OPENS.search(self.lower, max(0, at - 24), at) is not None

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
        return _SECTION.search(self.lower, piece.start, at) is not None

    def _pages(self, mark: re.Match[str]) -> None:
        piece = self._current()
        if piece is None:
            before = (self.form_end, mark.start())
            piece = _Piece(None, before, self.form_end, mark.end(), topic=[before])
            self.pieces.append(piece)
        pages = _PAGE_COMMA.sub(", ", _PAGE_DASH.sub("-", mark["list"]))
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
        return _LETTER.search(self.lower, start, end) is not None

    def _close(self, end: int) -> None:
        """End a segment of the form."""
        if self.form == "other":
            words = self.words[self.form_end : end].strip(" ,;")
            if words and not _NOTHING.match(words):
                self.other.append(words.removesuffix("."))
        elif self._current() is None:
            self._unnamed(self.form_end, end)
        self.segment_pieces = len(self.pieces)

    def _unnamed(self, start: int, end: int) -> None:
        """Keep a source that no known name stands for."""
        if self.form == "":
            based = _BASED_ON.search(self.lower, start, end)
            if based is None or "did not" in self.lower[start:end]:
                return
            start = based.end()
        if _NOTHING.match(self.lower, start, end) or not self._topic([(start, end)]):
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
