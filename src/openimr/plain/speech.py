"""What the sheets say, in each language; every text stands in ``data`` in both."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openimr.domain import ItemKind, Quantity
from openimr.domain.quantity import DISPENSED
from openimr.errors import KnowledgeError

DATA = files(__package__).joinpath("data")
_BLANK = re.compile(r"\{(\w+)\}")


def filled(sentence: str, blanks: Mapping[str, str]) -> str:
    """Return a sentence with its blanks, such as ``{what}``, filled in."""
    return _BLANK.sub(lambda blank: blanks[blank[1]], sentence)


class Language(StrEnum):
    """A language of the reader's version."""

    EN = "en"
    ES = "es"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """A fact in plain words; ``data/facts.yaml`` says how each is used."""

    name: str
    shown: str
    against: str
    send: str
    told: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """All that is said in one language."""

    language: Language
    sentences: Mapping[str, str]
    facts: Mapping[str, FactWords]
    treatments: Mapping[str, str]
    kinds: Mapping[str, str]
    guidelines: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]
    """One, and more than one."""

    day_form: str
    months: tuple[str, ...]

    def say(self, sentence: str, **blanks: str) -> str:
        """Return a sentence with its blanks filled in.

        >>> speech(Language.ES).say("asked", what="masajes")
        'Su médico pidió masajes.'
        """
        return filled(self.sentences[sentence], blanks)

    def day(self, date: dt.date) -> str:
        """Write a date out.

        >>> day = dt.date(2014, 11, 4)
        >>> speech(Language.EN).day(day), speech(Language.ES).day(day)
        ('November 4, 2014', '4 de noviembre de 2014')
        """
        month = self.months[date.month - 1]
        return self.day_form.format(month=month, day=date.day, year=date.year)

    def amount(self, quantity: Quantity) -> str | None:
        """Write a number with its unit; None where the unit has no words here.

        >>> speech(Language.ES).amount(Quantity(20, "weeks"))
        '20 semanas'
        """
        unit = "units" if quantity.unit in DISPENSED else quantity.unit
        forms = self.units.get(unit) or self.units.get(f"{unit}s")
        if forms is None:
            return None
        return f"{quantity.value:.10g} {forms[quantity.value != 1]}"

    def treatment(self, family: str | None, kind: ItemKind) -> str:
        """Return a treatment in plain words, by its kind where it has none."""
        return self.treatments.get(family or "", self.kinds[kind.value])


@cache
def speech(language: Language) -> Speech:
    """Return all that is said in a language; read once a process.

    Raises:
        KnowledgeError: a data file lacks a language, or its blanks differ.
    """
    of = language.value
    dates = _read("dates.yaml")
    return Speech(
        language=language,
        sentences=_texts("words.yaml", of),
        facts={
            id_: FactWords(
                **{
                    part: _one(f"facts.yaml: {id_}.{part}", both, of)
                    for part, both in parts.items()
                }
            )
            for id_, parts in _read("facts.yaml").items()
        },
        treatments=_texts("treatments.yaml", of),
        kinds=_texts("kinds.yaml", of),
        guidelines=_texts("guidelines.yaml", of),
        units={
            unit: (
                _one(f"units.yaml: {unit}", forms["one"], of),
                _one(f"units.yaml: {unit}", forms["more"], of),
            )
            for unit, forms in _read("units.yaml").items()
        },
        day_form=_one("dates.yaml: form", dates["form"], of),
        months=tuple(_one("dates.yaml: months", m, of) for m in dates["months"]),
    )


def _texts(file: str, language: str) -> dict[str, str]:
    return {
        id_: _one(f"{file}: {id_}", both, language) for id_, both in _read(file).items()
    }


def _one(place: str, both: Mapping[str, str], language: str) -> str:
    """Return one language's text, after making sure that both belong together."""
    if set(both) != set(Language) or not all(both.values()):
        problem = "it is not there in every language"
        raise KnowledgeError(place, problem, f"Give {' and '.join(Language)}.")
    blanks = {tuple(sorted(set(_BLANK.findall(text)))) for text in both.values()}
    if len(blanks) > 1:
        problem = "its blanks differ between languages"
        raise KnowledgeError(place, problem, "Use the same names in braces.")
    return both[language]


@cache
def _read(file: str) -> Any:
    return yaml.safe_load(DATA.joinpath(file).read_text("utf-8"))
