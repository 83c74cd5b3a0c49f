"""The treatment over time as rows with links to the pages that tell it."""

from collections.abc import Iterator
from dataclasses import dataclass

from openimr.domain import Timeline, TimelinePoint, TimelineTrack

from .case_book import CaseBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A quote and the page that it stands on."""

    number: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One point of a track with where it is told."""

    point: TimelinePoint
    sources: tuple[Source, ...]

    @property
    def spans(self) -> bool:
        """Tell whether it lasts for longer than a day."""
        return self.point.first < self.point.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One drug or treatment."""

    track: TimelineTrack
    points: tuple[Told, ...]


def tracks_of(timeline: Timeline, book: CaseBook) -> tuple[Row, ...]:
    """Return the tracks of a timeline, each point with its pages in the case."""
    return tuple(
        Row(
            track=track,
            points=tuple(
                Told(point=point, sources=tuple(_sources(point, book)))
                for point in track.points
            ),
        )
        for track in timeline.tracks
    )


def _sources(point: TimelinePoint, book: CaseBook) -> Iterator[Source]:
    for each in point.evidence:
        number = book.number_of(each.document, each.page)
        if number is not None:
            yield Source(
                number=number, start=each.start, end=each.end, quote=each.quote
            )
