"""What is asked of a corpus: by what to group, what to leave in, how to show it."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from openimr.errors import InputError

from .fields import Field, Kind, field_named
from .suppression import CMS

NO_VALUE = "none"
"""How a condition asks for rows without a value."""

_MOST_FIELDS = 4
_RANGE = ".."


class Per(StrEnum):
    """What is counted."""

    ITEM = "item"
    LETTER = "letter"


class Order(StrEnum):
    """How groups are put in order."""

    GROUP = "group"
    """By their names, periods by time."""

    COUNT = "count"
    """The largest first."""

    RATE = "rate"
    """The highest rate of overturning first, each with its interval beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Rows to leave in: one of some values, or a range with both ends in it."""

    field: str
    values: tuple[str, ...] = ()
    low: str | None = None
    high: str | None = None

    def __str__(self) -> str:
        """Return it as it would be typed."""
        if self.values:
            return f"{self.field}={','.join(self.values)}"
        return f"{self.field}={self.low or ''}{_RANGE}{self.high or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question to count by."""

    by: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    """All of them must hold."""

    per: Per = Per.ITEM
    order: Order = Order.GROUP
    top: int | None = None
    """So many of the largest groups of the first field; the rest is summed up."""

    minimum: int = CMS
    """Fewest decisions that a group shows; 0 shows all."""

    def checked(self) -> "Question":
        """Return the question with its fields by their own names.

        Raises:
            InputError: a field or value is not one, or a number is out of range.
        """
        by = tuple(dict.fromkeys(field_named(name).name for name in self.by))
        if len(by) > _MOST_FIELDS:
            raise InputError(
                f"--by: {len(by)} fields are too many.  "
                f"Group by {_MOST_FIELDS} at most."
            )
        if self.minimum < 0 or (self.top is not None and self.top < 1):
            raise InputError(
                "--top and --min: a number is too small.  Give 1 or more groups, and "
                "0 or more decisions."
            )
        return Question(
            by=by,
            where=tuple(_checked(each) for each in self.where),
            per=self.per,
            order=self.order,
            top=self.top,
            minimum=self.minimum,
        )


def fields_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the names of fields in texts such as ``drug,year``."""
    return tuple(
        name.strip() for text in texts for name in text.split(",") if name.strip()
    )


def condition_of(asked: str) -> Condition:
    """Return the condition that words such as ``year=2014..2016`` states.

    A value with a comma in it stands in double quotes.

    Raises:
        InputError: it has no ``=``, no such field, or no value.

    >>> condition_of("drug=tramadol,Norco").values
    ('tramadol', 'Norco')
    >>> str(condition_of("year=2014.."))
    'year=2014..'
    """
    name, sign, given = asked.partition("=")
    if not sign or not given.strip():
        raise InputError(
            f"{asked[:60]!r}: not a condition.  Write field=value, field=one,two or, "
            "of numbers and times, field=2014..2016."
        )
    field = field_named(name)
    if field.kind is not Kind.NAME and _RANGE in given:
        low, _, high = (part.strip() for part in given.partition(_RANGE))
        return _checked(Condition(field=field.name, low=low or None, high=high or None))
    return _checked(Condition(field=field.name, values=_values(given)))


def _values(given: str) -> tuple[str, ...]:
    """Return the values between commas."""
    try:
        parts = next(csv.reader([" ".join(given.split())], skipinitialspace=True))
    except csv.Error:  # far longer than any value is
        return ()
    return tuple(part.strip() for part in parts if part.strip())


def _checked(condition: Condition) -> Condition:
    field = field_named(condition.field)
    ends = [end for end in (condition.low, condition.high) if end is not None]
    if not condition.values and (not ends or field.kind is Kind.NAME):
        raise InputError(f"{field.name}: no value is given.  Write {field.name}=VALUE.")
    if field.kind is not Kind.NAME:
        for value in (*(each for each in condition.values if each != NO_VALUE), *ends):
            _check_form(field, value)
    return Condition(
        field=field.name,
        values=condition.values,
        low=condition.low,
        high=condition.high,
    )


def _check_form(field: Field, value: str) -> None:
    if not re.fullmatch(field.pattern, value, re.ASCII):
        like = {"year": "2015", "quarter": "2015-Q2", "month": "2015-04"}
        raise InputError(
            f"{field.name}={value[:40]}: not a value of this field.  "
            f"Write it like {like.get(field.name, '45')}."
        )
