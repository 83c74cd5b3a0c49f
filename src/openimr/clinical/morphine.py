"""What doses of opioids count for in milligrams of oral morphine a day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from . import knowledge
from .knowledge import Entry

_KEYS = ("tables", "excluded", "strengths", "metabolites")
_TABLE_KEYS = ("from", "factors", "patches")


@dataclass(frozen=True, slots=True, kw_only=True)
class MorphineTable:
    """One edition of the conversion factors."""

    since: dt.date
    """First day of requests that it serves."""

    factors: Mapping[str, tuple[tuple[float, float], ...]]
    """By drug: (up to so many mg a day, factor), rising."""

    patches: Mapping[str, float]
    """By drug: factor per mcg/hr."""

    def factor(self, drug: str, mg_a_day: float) -> float | None:
        """Return the factor of a dose by mouth; None where the table has none."""
        for limit, factor in self.factors.get(drug, ()):
            if mg_a_day <= limit:
                return factor
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Morphine:
    """All that ``morphine.yaml`` knows."""

    tables: tuple[MorphineTable, ...]
    excluded: tuple[str, ...]
    """Opioids that no table converts."""

    strengths: Mapping[str, float]
    """Milligrams of the opioid in a tablet of some names, lower case."""

    metabolites: Mapping[str, tuple[str, ...]]
    """Drugs that a urine test shows in those who take another one."""

    def sources(self, found: str) -> tuple[str, ...]:
        """Return the drugs that explain one found in the urine, itself first.

        >>> load_morphine().sources("hydromorphone")
        ('hydromorphone', 'hydrocodone', 'morphine')
        """
        makers = (drug for drug, made in self.metabolites.items() if found in made)
        return (found, *makers)

    def table(self, day: dt.date) -> MorphineTable:
        """Return the edition that serves requests of a day.

        >>> for year in (2014, 2023):
        ...     table = load_morphine().table(dt.date(year, 1, 1))
        ...     print(table.factor("tramadol", 200), table.factor("methadone", 30))
        0.1 8.0
        0.2 4.7
        """
        serving = [table for table in self.tables if table.since <= day]
        return serving[-1] if serving else self.tables[0]


@cache
def load_morphine() -> Morphine:
    """Return the conversion factors.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    source = knowledge.read("morphine.yaml")
    fields = source.fields(_KEYS)
    tables = [_table(entry) for entry in source.required(fields, "tables").items()]
    if not tables:
        raise source.wrong("no table", "Write at least one.")
    return Morphine(
        tables=tuple(sorted(tables, key=lambda each: each.since)),
        excluded=source.required(fields, "excluded").texts(),
        strengths={
            name: _number(entry)
            for name, entry in source.required(fields, "strengths").fields().items()
        },
        metabolites={
            drug: entry.texts()
            for drug, entry in source.required(fields, "metabolites").fields().items()
        },
    )


def _table(entry: Entry) -> MorphineTable:
    fields = entry.fields(_TABLE_KEYS)
    factors = entry.required(fields, "factors").fields()
    patches = entry.required(fields, "patches").fields()
    return MorphineTable(
        since=entry.required(fields, "from").day(),
        factors={drug: _steps(each) for drug, each in factors.items()},
        patches={drug: _number(each) for drug, each in patches.items()},
    )


def _steps(entry: Entry) -> tuple[tuple[float, float], ...]:
    if entry.is_mapping():
        steps = entry.fields().items()
        if not all(up_to.isdecimal() for up_to, _ in steps):
            raise entry.wrong("a step is no number", "Write it in figures.")
        return tuple(sorted((float(up_to), _number(each)) for up_to, each in steps))
    return ((float("inf"), _number(entry)),)


def _number(entry: Entry) -> float:
    try:
        return float(entry.text())
    except ValueError as problem:
        raise entry.wrong("expected a number", "Write figures only.") from problem
