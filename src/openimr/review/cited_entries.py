"""What the parties cite on one item, graded and held against the worker."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.domain import (
    Challenge,
    CitedBy,
    CitedEntry,
    CitedEvidence,
    CitedInCase,
    CitedKind,
    ItemKind,
)

from .citation_forms import cited_form
from .evidence_levels import grade, levels_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An item by the words that name it in a passage."""

    kind: ItemKind
    names: tuple[str, ...]
    """Names of the treatment, in small letters."""

    body_part: str | None = None
    guideline: str | None = None
    """What utilization review cites on the item, as written."""


def on_item(case: CitedInCase, subjects: Sequence[Subject], at: int) -> CitedInCase:
    """Return what bears on one of a case's items.

    A passage that names treatments of the case bears on those; one that names none
    bears on all.  Of utilization review's guidelines those count that it gives for the
    item, where that is known.
    """
    return CitedInCase(
        cited=tuple(one for one in case.cited if _bears(one, subjects, at)),
        challenges=tuple(
            one for one in case.challenges if _concerns(one, subjects, at)
        ),
    )


def _bears(cited: CitedEvidence, subjects: Sequence[Subject], at: int) -> bool:
    own = subjects[at].guideline
    review = cited.by is CitedBy.UTILIZATION_REVIEW
    if review and cited.kind is not CitedKind.STUDY and own is not None:
        return (cited.name or "").lower() in own.lower()
    return _concerns(cited, subjects, at)


def _concerns(
    one: CitedEvidence | Challenge, subjects: Sequence[Subject], at: int
) -> bool:
    naming = [
        n for n, each in enumerate(subjects) if names_any(one.passage, each.names)
    ]
    return not naming or at in naming


def names_any(text: str, names: Sequence[str]) -> bool:
    """Tell whether a text holds one of some names, as words.

    >>> names_any("Early tizanidine.", ["tizanidine"]), names_any("Spice", ["ice"])
    (True, False)
    """
    lowered = text.lower()
    return any(
        re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", lowered) for name in names
    )


def cited_entry(cited: CitedEvidence, subject: Subject, day: dt.date) -> CitedEntry:
    """Return a citation as the determination lists it."""
    citation, lacking = cited_form(cited)
    level, why = grade(cited, subject.kind, day)
    return CitedEntry(
        by=cited.by,
        kind=cited.kind,
        citation=citation,
        lacking=lacking,
        design=cited.design,
        patients=cited.patients,
        bias=cited.bias,
        held=cited.held,
        level=level,
        level_why=why,
        applicability=tuple(_applicability(cited, subject)),
        evidence=cited.evidence,
    )


def _applicability(cited: CitedEvidence, subject: Subject) -> Iterator[str]:
    """Say of each point of 8 CCR 9792.25.1(a)(2) what the citing words tell.

    An inapplicable study may neither support nor deny.  Likeness of words is a hint;
    whether the study fits the worker is left to the reviewer.
    """
    if cited.kind is not CitedKind.STUDY:
        return
    told = f"{cited.name or ''} {cited.passage}"
    words = levels_table().applicability
    part = (subject.body_part,) if subject.body_part else ()
    points = (
        ("patients", names_any(told, part), f"the {subject.body_part}"),
        ("setting", names_any(told, words["setting"]), "a setting"),
        ("intervention", names_any(told, subject.names), "the treatment in dispute"),
        ("outcome", names_any(told, words["outcome"]), "an outcome"),
    )
    for point, found, what in points:
        if found:
            yield f"{point}: the citing words name {what}; for the reviewer to judge"
        else:
            yield f"{point}: not told by the citing words; for the reviewer to judge"
