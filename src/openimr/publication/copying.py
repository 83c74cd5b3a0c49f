"""The publication copy of a determination: the same values without the parties."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from enum import Enum
from pathlib import PurePosixPath
from typing import TypeVar

from openimr.domain import (
    CaseHeader,
    Citation,
    Credentials,
    CriterionEntry,
    Determination,
    DocumentEntry,
    Engine,
    Evidence,
    FactEntry,
    GuidelineEntry,
    ItemDetermination,
    LintFinding,
    LintQuote,
    NearestEntry,
    PageEntry,
    SearchEntry,
    Statement,
    UrEntry,
)

from .dates import Calendar
from .parties import Parties
from .remover import Remover

T = TypeVar("T")

_OURS: Mapping[type, frozenset[str]] = {
    Determination: frozenset({"schema", "status", "edition"}),
    Engine: frozenset({"version", "library"}),
    CaseHeader: frozenset({"program", "priority", "sex"}),
    DocumentEntry: frozenset({"id", "duplicate_of"}),
    PageEntry: frozenset({"document"}),
    Evidence: frozenset({"document"}),
    NearestEntry: frozenset({"document"}),
    SearchEntry: frozenset({"documents"}),
    GuidelineEntry: frozenset({"guideline", "pages"}),
    Citation: frozenset({"guideline", "pages"}),
    CriterionEntry: frozenset({"id", "fact", "guideline"}),
    FactEntry: frozenset({"fact"}),
    ItemDetermination: frozenset({"treatment"}),
    LintFinding: frozenset({"check", "severity", "document"}),
    LintQuote: frozenset({"document"}),
    Credentials: frozenset({"licensed_in"}),
}
"""Fields that hold ids and words of our own; every other text is looked through."""

_OF_THE_RECORD: Mapping[type, frozenset[str]] = {
    CaseHeader: frozenset(
        {"employer", "claims_administrator", "requesting_physician", "diagnoses"}
    ),
    DocumentEntry: frozenset({"title", "author"}),
    Evidence: frozenset({"quote"}),
    NearestEntry: frozenset({"quote"}),
    UrEntry: frozenset({"reason", "guideline", "approved"}),
    ItemDetermination: frozenset({"requested"}),
    LintQuote: frozenset({"words"}),
    FactEntry: frozenset({"value"}),
}
"""Fields with words of the record, in which a role stands between brackets."""


def file_names(determination: Determination) -> dict[str, str]:
    """Return what the files of the case are called in the copy, by their names.

    Names of files are chosen by whoever sent them, and often are those of people.
    """
    named = dict.fromkeys(
        [entry.file for entry in determination.documents]
        + [entry.file for entry in determination.pages]
    )
    renamed = {old: f"record-{at}{_suffix(old)}" for at, old in enumerate(named, 1)}
    other = dict.fromkeys(f for f in determination.ignored_files if f not in renamed)
    renamed |= {old: f"other-{at}{_suffix(old)}" for at, old in enumerate(other, 1)}
    return renamed


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    known = {".pdf", ".docx", ".txt", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
    return suffix if suffix in known else ""


def publication_copy(
    determination: Determination, parties: Parties, calendar: Calendar
) -> tuple[Determination, Mapping[str, int]]:
    """Return a determination without what tells who somebody is.

    Every text is looked through, those of the record with brackets for what was taken
    out; files are renamed; days follow the calendar; the notice of its policy closes
    the summary.

    Returns:
        The copy, and how many stretches were taken out by what they were.
    """
    names = file_names(determination)
    remover = Remover(parties, calendar, names)
    copier = _Copier(remover, calendar, names)
    copy = copier.copied(determination)
    notice = Statement(text=calendar.policy.notice)
    number = determination.case.number if calendar.policy.keeps_case_number else None
    case = dataclasses.replace(
        copy.case, age=calendar.age(determination.case.age), number=number
    )
    copy = dataclasses.replace(copy, case=case, summary=(*copy.summary, notice))
    return copy, remover.tally.counts


def _with_year(title: object, day: dt.date | None) -> object:
    """Tell the year in the title, since a date without its day has no field."""
    return title if day is None else f"{title or 'Document'} ({day.year})"


class _Copier:
    def __init__(
        self, remover: Remover, calendar: Calendar, names: Mapping[str, str]
    ) -> None:
        self._remover, self._calendar, self._names = remover, calendar, names

    def copied(self, value: T) -> T:
        """Return a dataclass with every text and day of it treated."""
        kind = type(value)
        ours = _OURS.get(kind, frozenset())
        record = _OF_THE_RECORD.get(kind, frozenset())
        changed = {}
        for field in dataclasses.fields(value):  # type: ignore[arg-type]
            if field.name not in ours:
                old = getattr(value, field.name)
                changed[field.name] = self._value(old, marked=field.name in record)
        if isinstance(value, DocumentEntry) and self._calendar.policy.id == "year":
            changed["title"] = _with_year(changed["title"], value.date)
        if isinstance(value, ItemDetermination) and self._calendar.withholds:
            changed["hierarchy"] = None  # its days are needed and may not be told
        return dataclasses.replace(value, **changed)  # type: ignore[type-var]

    def _value(self, value: object, *, marked: bool) -> object:
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return self._names.get(value) or self._remover.text(value, marked=marked)
        if isinstance(value, dt.date):
            return self._calendar.day(value)
        if isinstance(value, tuple):
            return tuple(self._value(each, marked=marked) for each in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self.copied(value)
        return value
