"""The lists of a reviewer's entry as rows of a form, and back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseFormSet, Form, formset_factory

from .forms import (
    AffiliationForm,
    CertificationForm,
    LicenceForm,
    PeriodForm,
    RelativeForm,
    ReviewerForm,
    SanctionForm,
)

_SPARE = 2
"""Rows without anything in them, so that the form works without scripts."""

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the entry; not stated, stated to be empty, or with rows."""

    key: str
    title: str
    nothing: str
    """What is stated where the list is empty on purpose."""

    form: type[Form]


SECTIONS = (
    Section("licences", "Licences", "Holds no licence", LicenceForm),
    Section("certifications", "Board certifications", "Holds none", CertificationForm),
    Section("affiliations", "Affiliations", "Has none", AffiliationForm),
    Section("family", "Family", "Has none to state", RelativeForm),
    Section("discipline", "Disciplinary actions", "There is none", SanctionForm),
    Section("qme", "Appointments as QME", "Was never appointed", PeriodForm),
)


@dataclass(frozen=True, slots=True)
class Rows:
    """One section with its rows."""

    section: Section
    rows: "BaseFormSet[Form]"
    none: bool
    """Whether it is stated that there is nothing."""

    @property
    def none_name(self) -> str:
        """Return the name of the box that states it."""
        return f"{self.section.key}-none"


class EntryForm:
    """The whole entry: one form, and rows for each list."""

    def __init__(
        self, entry: Mapping[str, Any], data: Mapping[str, Any] | None = None
    ) -> None:
        self.main = ReviewerForm(data, initial=entry)
        self.sections = [_rows(one, entry, data) for one in SECTIONS]
        self._told_apart = entry.get("told_apart")

    def is_valid(self) -> bool:
        """Tell whether every value is of its kind."""
        rows = [one.rows.is_valid() for one in self.sections]
        return self.main.is_valid() and all(rows)

    def entry(self) -> dict[str, Any]:
        """Return what was given, as an entry of ``reviewers.yaml``."""
        made = dict(_said(self.main.cleaned_data))
        for one in self.sections:
            given = [_plain(row.cleaned_data) for row in one.rows]
            stated = [row for row in given if row]
            if stated or one.none:
                made[one.section.key] = stated
        if self._told_apart:
            made["told_apart"] = self._told_apart
        return made


def _rows(
    section: Section, entry: Mapping[str, Any], data: Mapping[str, Any] | None
) -> Rows:
    kind = formset_factory(
        section.form,
        extra=_SPARE,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS + 1,
        validate_max=True,
    )
    rows = kind(data, prefix=section.key, initial=entry.get(section.key) or [])
    none = entry.get(section.key) == [] if data is None else False
    if data is not None:
        none = f"{section.key}-none" in data
    return Rows(section, rows, none)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    told = dict(_said(row))
    # An unticked box alone says nothing.
    return told if any(each is not False for each in told.values()) else {}


def _said(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields that say something; 0 and an unticked box do."""
    for key, each in row.items():
        if each is not None and each not in ("", []):
            yield key, each
