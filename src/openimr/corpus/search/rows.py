"""An item's row of the tables as a document of the index."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from .fields import BY_NAME, FIELDS, NOT_GIVEN, Field, Kind, folded
from .schema import CASE, MARKS, PART, PART_NUMBER, SEVERAL, SHOWN, WHEN
from .values import MOST_NUMBER, day_number

Row = Mapping[str, Any]
ITEM_COLUMNS = (
    "item letter number programme format year decision_date priority age sex specialty "
    "requested treatment kind category drug drug_class body_part side level decision "
    "conclusion guidelines pages rationale_text"
).split()
LETTER_COLUMNS = ["letter", "source", "case_number", "summary_text"]
NO_LETTER: Row = dict.fromkeys(LETTER_COLUMNS[1:])
_SHOWN = (
    "letter number treatment drug drug_class category body_part decision "
    "conclusion year specialty guidelines pages"
).split()
_SHOWN_OF_LETTER = ("case_number", "source")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_OWN = tuple(f for f in FIELDS if f.kind is Kind.CODE)
"""Fields whose values hardly ever come again."""

_TOGETHER = (
    ("programme", "format", "priority", "sex", "specialty"),
    ("drug", "class", "treatment", "kind", "category"),
    ("body", "side", "level"),
    ("decision", "conclusion"),
    ("guideline",),
    ("page",),
)
"""Fields whose values often come together: what follows from them is kept."""


def _getter(names: tuple[str, ...]) -> Callable[[Row], tuple[str | None, ...]]:
    """Return what takes the values of a group of fields out of a row."""
    columns = [BY_NAME[name].column or name for name in names]
    if names[0] in SEVERAL:
        return lambda row: tuple(row[columns[0]] or ())
    return itemgetter(*columns)


_VALUES = tuple(map(_getter, _TOGETHER))
_LONGEST = 200
"""Characters of a value that count; longer ones are misread text."""

_NO_SIGN = re.compile(r"[^0-9A-Z]")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CASE_SIGNS = 12
_HASH = re.compile(r"[0-9a-f]{10,}")
UNDATED = 1 << 47
"""Items without a day of decision have a smaller number in the order of time."""

UNNUMBERED = 1 << 63
"""Items without a case number have at least this number in the order of those."""


def document(row: Row, letter: Row, part: str, number: int) -> dict[str, Any]:
    """Return the values of a document, by the fields of the index.

    Args:
        row: the item's columns.
        letter: those of its letter.
        part: name of the part that it stands in.
        number: of that part in the index.
    """
    decided: date | None = row["decision_date"]
    case_number: str | None = letter["case_number"]
    made: dict[str, Any] = {
        PART: part,
        PART_NUMBER: number,
        "item": row["item"],
        "year": _number(row["year"]) or 0,
        WHEN: when(decided, row["item"]),
        CASE: _case_order(case_number, row["item"]),
        SHOWN: _shown(row, letter),
        "requested": row["requested"] or "",
        "rationale": row["rationale_text"] or "",
        "summary": letter["summary_text"] or "",
    }
    if (age := _number(row["age"])) is not None:
        made["age"] = age
    if decided is not None:
        made["date"] = day_number(decided)
    marks = [*_own_marks(row, case_number)]
    for group, values_of in enumerate(_VALUES):
        terms, counted = _of_group(group, values_of(row))
        marks += terms
        made.update(counted)
    made[MARKS] = marks
    return made


def _number(value: int | None) -> int | None:
    return value if value is not None and 0 <= value <= MOST_NUMBER else None


def _own_marks(row: Row, case_number: str | None) -> Iterator[str]:
    for field in _OWN:
        value = case_number if field.name == "case" else row[field.column or field.name]
        yield f"{field.name}={code(value[:_LONGEST]) if value else NOT_GIVEN}"


@lru_cache(maxsize=20_000)
def _of_group(
    group: int, values: tuple[str | None, ...]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the terms of the values of a group of fields, and the counted columns."""
    terms: list[str] = []
    counted: dict[str, str] = {}
    names = _TOGETHER[group]
    several = names[0] in SEVERAL
    for name, held in (
        [(names[0], values)]
        if several
        else [(name, (value,)) for name, value in zip(names, values, strict=True)]
    ):
        field = BY_NAME[name]
        short = [each[:_LONGEST] for each in held if each]
        for value in short or [NOT_GIVEN]:
            terms += _marks_of(field, value)
        if field.facet:
            counted |= _spread(name, short)
    return tuple(terms), counted


def _marks_of(field: Field, value: str) -> Iterator[str]:
    """Yield the terms of a value; of a page with its guideline and without."""
    if field.kind is Kind.PAGE and value != NOT_GIVEN:
        guideline, _, page = value.rpartition(" ")
        yield f"page={page}"
        yield f"page={folded(guideline)} {page}"
    elif field.kind is Kind.CODE:
        yield f"{field.name}={code(value)}"
    else:
        yield f"{field.name}={folded(value)}"


def code(value: str) -> str:
    """Return a number or mark without regard to case and spaces."""
    return "".join(value.casefold().split())


def _spread(name: str, values: list[str]) -> dict[str, str]:
    if name not in SEVERAL:
        return {name: values[0] if values else NOT_GIVEN}
    last = SEVERAL[name] - 1
    found = {
        f"{name}_{n}": values[n] if n < len(values) else NOT_GIVEN for n in range(last)
    }
    return found | {f"{name}_{last}": "\n".join(values[last:]) or NOT_GIVEN}


def when(decided: date | None, item: str) -> int:
    """Return an item's place in the order of time; ties stand in the order of ids."""
    day = day_number(decided) if decided is not None else 0
    return day << 47 | _identity(item)


def _identity(item: str) -> int:
    """Return a number of 47 bits that sorts as the id does, as far as it reaches.

    A letter that is not named by a hash gets a number that only is its own.
    """
    letter, _, number = item.rpartition("-")
    within = min(int(number), 127) if number.isdecimal() else 0
    return _letter_number(letter) << 7 | within


def _letter_number(letter: str) -> int:
    if _HASH.fullmatch(letter):
        return int(letter[:10], 16)
    digest = blake2b(letter.encode("utf-8", "replace"), digest_size=5).digest()
    return int.from_bytes(digest, "big")


def _case_order(case: str | None, item: str) -> int:
    signs = _NO_SIGN.sub("", (case or "").upper())[:_CASE_SIGNS]
    if not signs:
        return UNNUMBERED | _identity(item)
    order = 0
    for sign in signs.ljust(_CASE_SIGNS, " "):
        order = order * 37 + _DIGITS.find(sign) + 1
    return order


def _shown(row: Row, letter: Row) -> bytes:
    shown = {name: row[name] for name in _SHOWN if row[name] is not None}
    shown.update((n, letter[n]) for n in _SHOWN_OF_LETTER if letter[n] is not None)
    if row["decision_date"] is not None:
        shown["decision_date"] = row["decision_date"].isoformat()
    return _JSON.encode(shown).encode()
