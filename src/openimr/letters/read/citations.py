"""Guidelines as letters cite them: names, topics and page lists.

What a passage cites is remembered by its words; its place is each letter's own.
"""

from functools import lru_cache
from typing import NamedTuple

from openimr.domain import LetterCitation, Span

from .citation_cuts import Place, cut_citations
from .parts import Cited
from .sheet import Sheet, located, words_of

_REMEMBERED = 8192
"""Letters of an archive cite the same few thousand passages over and over."""

_LONGEST_REMEMBERED = 2000
"""Characters of a passage that may come again; what is longer is a page gone astray."""

_NOTHING_CITED = Cited()


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
