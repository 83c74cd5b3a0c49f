"""Grade cited studies by the MTUS hierarchy of evidence (8 CCR 9792.25.1).

The table grades studies and never guidelines.  A citation tells little of a study, so
a grade is a span: the best and the worst level that the citing words allow.  What no
word tells gets no level.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from openimr.domain import (
    Balance,
    CitedBy,
    CitedEvidence,
    CitedKind,
    ItemKind,
    Level,
    Mark,
    StudyDesign,
)

BENEFITS, TEST, HARMS = "treatment_benefits", "diagnostic_test", "treatment_harms"
_REVIEWS = (StudyDesign.SYSTEMATIC_REVIEW, StudyDesign.META_ANALYSIS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the table."""

    level: str
    column: str
    designs: tuple[StudyDesign, ...]
    reviews: tuple[StudyDesign, ...]
    bias: str
    condition: str | None
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The hierarchy of evidence and the words to tell it."""

    citation: str
    since: dt.date
    since_mark: Mark
    order: tuple[str, ...]
    cells: tuple[Cell, ...]
    applicability: Mapping[str, tuple[str, ...]]
    called: Mapping[StudyDesign, str]


@cache
def levels_table() -> Table:
    """Return the table that ships with the package."""
    text = files(__package__).joinpath("evidence_levels.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return Table(
        citation=data["citation"],
        since=data["since"],
        since_mark=Mark(data["since_mark"]),
        order=tuple(data["order"]),
        cells=tuple(
            Cell(
                level=cell["level"],
                column=cell["column"],
                designs=tuple(map(StudyDesign, cell["designs"])),
                reviews=tuple(map(StudyDesign, cell.get("reviews", ()))),
                bias=cell["bias"],
                condition=cell.get("if"),
                mark=Mark(cell["mark"]),
            )
            for cell in data["cells"]
        ),
        applicability={key: tuple(some) for key, some in data["applicability"].items()},
        called={StudyDesign(key): words for key, words in data["called"].items()},
    )


def column_of(cited: CitedEvidence, kind: ItemKind) -> str:
    """Return the clinical question that a study is cited for.

    A test is judged as a test.  Harms are the question where utilization review cites
    a study for them; a physician's study on benefits may report harms, too.
    """
    if kind is ItemKind.TEST:
        return TEST
    harmful = cited.harms and cited.by is CitedBy.UTILIZATION_REVIEW
    return HARMS if harmful else BENEFITS


def grade(
    cited: CitedEvidence, kind: ItemKind, day: dt.date
) -> tuple[Level | None, str]:
    """Return the levels that the citing words allow, and why, as a clause.

    ``day`` chooses the law: before the table's first day nothing is graded.
    """
    table = levels_table()
    if cited.kind is not CitedKind.STUDY:
        return None, "the methodology grades the studies beneath a guideline, not it"
    if day < table.since:
        return None, f"the table governs from {table.since:%m/%d/%Y} only"
    if cited.design is None:
        told = "it is called blinded, not randomized" if cited.blinded else ""
        return None, told or "the citing words do not tell its design"
    column = column_of(cited, kind)
    fits = [cell for cell in table.cells if _fits(cell, cited, column)]
    if not fits:
        return None, _ungraded(cited)
    fits.sort(key=lambda cell: table.order.index(cell.level))
    unread = any(cell.mark is Mark.UNVERIFIED for cell in fits)
    open_end = _open(cited) or any(cell.condition for cell in fits[-1:])
    level = Level(
        best=fits[0].level,
        worst=None if open_end else fits[-1].level,
        column=column,
        mark=Mark.UNVERIFIED if unread else Mark.VERIFIED,
    )
    return level, _why(cited, fits)


def _fits(cell: Cell, cited: CitedEvidence, column: str) -> bool:
    if cell.column != column or cited.design not in cell.designs:
        return False
    if cell.reviews and cited.reviews is not None and cited.reviews not in cell.reviews:
        return False
    if cell.bias == "any" or not (cited.bias or cited.low_bias):
        return True
    return (cell.bias == "identified") is bool(cited.bias)


def _open(cited: CitedEvidence) -> bool:
    """Tell whether a review is of studies that the citing words do not name."""
    return cited.design in _REVIEWS and cited.reviews is None


def _ungraded(cited: CitedEvidence) -> str:
    if cited.design in _REVIEWS:
        return "the table holds no review of studies of that design"
    return "the table holds no cell for its design"


def _why(cited: CitedEvidence, fits: Sequence[Cell]) -> str:
    if cited.bias:
        kinds = ", ".join(kind.replace("_", " ") for kind in cited.bias)
        bias = f"the citing words name a risk of bias ({kinds})"
    elif cited.low_bias:
        bias = "the citing words claim a low risk of bias"
    else:
        bias = "nothing is said of its risk of bias"
    if _open(cited):
        bias += " or of the studies that it reviews"
    conditions = dict.fromkeys(cell.condition for cell in fits if cell.condition)
    tail = "".join(f"; level {_level(fits, one)} only if {one}" for one in conditions)
    return bias + tail


def _level(fits: Sequence[Cell], condition: str) -> str:
    return next(cell.level for cell in fits if cell.condition == condition)


def balance(ours: Sequence[Level | None], theirs: Sequence[Level | None]) -> Balance:
    """Compare the best evidence of two sides; overlapping spans cannot be told apart.

    >>> level = Level(best="1b", worst="1c", column=BENEFITS, mark=Mark.VERIFIED)
    >>> lower = Level(best="4", worst="4", column=BENEFITS, mark=Mark.UNVERIFIED)
    >>> balance([level], [lower]).value, balance([level], [None]).value
    ('higher', 'cannot_tell')
    """
    if not ours or not theirs or None in ours or None in theirs:
        return Balance.CANNOT_TELL
    one, other = _span(ours), _span(theirs)
    if one is None or other is None:
        return Balance.CANNOT_TELL
    if one[1] < other[0]:
        return Balance.HIGHER
    if other[1] < one[0]:
        return Balance.LOWER
    exact = one[0] == one[1] == other[0] == other[1]
    return Balance.SAME if exact else Balance.CANNOT_TELL


def _span(levels: Sequence[Level | None]) -> tuple[int, int] | None:
    """Return places of the best level that a side may have, at best and at worst."""
    order = levels_table().order
    known = [level for level in levels if level is not None]
    worst = [order.index(one.worst) for one in known if one.worst is not None]
    if not worst:
        return None
    return min(order.index(one.best) for one in known), min(worst)
