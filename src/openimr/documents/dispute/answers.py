"""What utilization review decided on one treatment, before reasons are looked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openimr.documents.phrases import places_of_words
from openimr.domain import UrOutcome

from .several import parts_of
from .text import Place


@dataclass(frozen=True, slots=True)
class Answer:
    """A treatment as the letter words it, and what was decided on it."""

    text: str
    outcome: UrOutcome | None
    place: Place
    mark: str | None = None
    approved: str | None = None
    undecided: str | None = None
    """Why there is no outcome, where utilization review did not decide."""

    @property
    def key(self) -> tuple[str, ...]:
        """Return the first words, by which a treatment said again is known."""
        return tuple(word for _, _, word in places_of_words(self.text))[:6]


def unique(answers: Sequence[Answer]) -> list[Answer]:
    """Keep the first answer on each treatment, with the mark of whichever has one."""
    kept: dict[tuple[str, ...], Answer] = {}
    for answer in answers:
        earlier = kept.get(answer.key)
        if earlier is None:
            kept[answer.key] = answer
        elif earlier.mark is None and answer.mark is not None:
            kept[answer.key] = replace(earlier, mark=answer.mark)
    return list(kept.values())


def apart(answers: Sequence[Answer]) -> Iterator[Answer]:
    """Yield an answer for each treatment where one answer names several."""
    for answer in answers:
        places = parts_of(answer.text)
        for start, end in places:
            yield replace(answer, text=answer.text[start:end].strip(" ,;"))


def merged(rows: Sequence[Answer], told: Sequence[Answer]) -> list[Answer]:
    """Join what rows and what sentences say, in the order of the letter.

    A sentence that decides several treatments is read better as sentences; one that
    repeats what a row says adds nothing.
    """
    kept = [row for row in rows if not _is_within(row, told)]
    named = {_name(row) for row in kept}
    kept += [answer for answer in told if _name(answer) not in named]
    return sorted(kept, key=lambda a: (a.place.page.number, a.place.start))


def _is_within(row: Answer, told: Sequence[Answer]) -> bool:
    place = row.place
    return any(
        one.place.page is place.page and place.start <= one.place.start < place.end
        for one in told
    )


def _name(answer: Answer) -> str:
    """Return the first word that can name a treatment."""
    words = [word for _, _, word in places_of_words(answer.text)]
    counted = {
        "prescription",
        "prescriptions",
        "session",
        "sessions",
        "visit",
        "visits",
    }
    return next((w for w in words if len(w) > 3 and w not in counted), "")
