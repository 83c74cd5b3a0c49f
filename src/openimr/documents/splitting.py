"""Cut the pages of a file into documents, by clues that are weighed and kept.

No single sign is reliable: letterheads repeat on second pages, faxes number the
transmission rather than the document, and forms break anywhere.  So every page gets
a list of clues for and against a boundary before it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from openimr.errors import KnowledgeError

from .boundaries import (
    STRONG_TITLE,
    Leaf,
    rules,
    second_thoughts,
    text_clues,
)
from .kinds import Clue
from .numbering import PageNumber
from .running_heads import tells_other_day
from .views import PageView

_FEWEST_NUMBERED = 4
_SHARE_NUMBERED = 0.8
_SHARE_OPENING = 0.25


@dataclass(frozen=True, slots=True)
class Boundary:
    """What speaks for and against a document beginning at a page."""

    clues: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        """Return the sum; above zero a document begins."""
        return sum(weight for _, weight in self.clues)


def split(leaves: Sequence[Leaf]) -> tuple[range, ...]:
    """Return the documents of a file as ranges of 0-based pages, covering all of it.

    Blank pages belong to the document before them, the first of a file to its first.
    """
    starts = [0]
    for index in range(1, len(leaves)):
        if weigh(leaves, index, starts[-1]).score > 0:
            starts.append(index)
    ends = [*starts[1:], len(leaves)]
    return tuple(range(start, end) for start, end in zip(starts, ends, strict=True))


def weigh(leaves: Sequence[Leaf], index: int, start: int) -> Boundary:
    """Weigh a boundary before a page, given where the current document began."""
    before = next(
        (at for at in range(index - 1, start - 1, -1) if not leaves[at].blank), None
    )
    if leaves[index].blank or before is None:
        return Boundary((("blank", -1.0),))
    names = _names(leaves[index], leaves[before], index - start + 1)
    verdict = _weighed(names)
    first = next(leaf for leaf in leaves[start:index] if not leaf.blank)
    more = second_thoughts(leaves[index], first, begins=verdict.score > 0)
    return _weighed([*names, *more])


def _weighed(names: Sequence[str]) -> Boundary:
    weights = rules().weights
    unknown = sorted(set(names) - weights.keys())
    if unknown:
        raise KnowledgeError(
            "splitting.yaml", f"no weight for '{unknown[0]}'", "Give it one."
        )
    clues = ((name, weights[name]) for name in names)
    return Boundary((("prior", rules().prior), *clues))


def _names(page: Leaf, previous: Leaf, place: int) -> list[str]:
    names = ["bookmark"] if page.bookmarked else []
    if page.picture != previous.picture:
        return [*names, "picture_after_text"]
    if page.picture:
        return [*names, "picture_after_picture"]
    return [*names, *text_clues(page, previous, place)]


def own_numbers(
    views: Sequence[PageView | None], opens: Sequence[bool]
) -> list[PageNumber | None]:
    """Return the page numbers that belong to documents, packet numbers left out.

    ``opens`` says of each page whether it looks like the first of a document.  Where
    (nearly) every page of a file has one running number and many of the pages open
    something, the number counts the packet.
    """
    numbers = [page.number if page else None for page in views]
    steps = Counter(
        (number.n - index, number.of)
        for index, number in enumerate(numbers)
        if number is not None
    )
    if not steps:
        return numbers
    (offset, total), times = steps.most_common(1)[0]
    written = sum(page is not None for page in views)
    later_openings = sum(opens[1:])
    if times < max(_FEWEST_NUMBERED, _SHARE_NUMBERED * written) or later_openings < max(
        1, _SHARE_OPENING * (written - 1)
    ):
        return numbers
    return [
        None if number and (number.n - index, number.of) == (offset, total) else number
        for index, number in enumerate(numbers)
    ]


def seems_to_open(
    page: PageView | None, previous: PageView | None, titles: Sequence[Clue]
) -> bool:
    """Tell whether a page bears a title that documents begin with, or another day."""
    if any(clue.points >= STRONG_TITLE for clue in titles):
        return True
    return page is not None and previous is not None and tells_other_day(page, previous)
