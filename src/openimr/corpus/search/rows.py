"""An item's row of the tables as a document of the index."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from .fields import BY_NAME, FIELDS, NOT_GIVEN, Field, Kind, folded
from .schema import CASE, MARKS, PART, SEVERAL, SHOWN, WHEN
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
    "letter number case_number treatment drug drug_class category body_part decision "
    "conclusion year specialty guidelines pages source"
).split()
_OWN = tuple(f for f in FIELDS if f.kind is Kind.CODE)
"""Fields whose values hardly ever come again."""

_REPEATED = tuple(f for f in FIELDS if f.kind in {Kind.NAME, Kind.CHOICE, Kind.PAGE})
_COUNTED = tuple(f for f in FIELDS if f.facet and f.kind is not Kind.NUMBER)
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


def document(row: Row, letter: Row, part: str) -> dict[str, Any]:
    """Return the values of a document, by the fields of the index.

    Args:
        row: the item's columns.
        letter: those of its letter.
        part: name of the part that it stands in.
    """
    row = {**letter, **row}
    decided: date | None = row["decision_date"]
    made: dict[str, Any] = {
        PART: part,
        "item": row["item"],
        MARKS: list(_marks(row)),
        "year": _number(row["year"]) or 0,
        WHEN: when(decided, row["item"]),
        CASE: _case_order(row["case_number"], row["item"]),
        SHOWN: _shown(row),
        "requested": row["requested"] or "",
        "rationale": row["rationale_text"] or "",
        "summary": row["summary_text"] or "",
    }
    if (age := _number(row["age"])) is not None:
        made["age"] = age
    if decided is not None:
        made["date"] = day_number(decided)
    for field in _COUNTED:
        if field.name in SEVERAL:
            made.update(_spread(field.name, _values(row, field)))
        else:
            value = row[field.column or field.name]
            made[field.name] = value[:_LONGEST] if value else NOT_GIVEN
    return made


def _number(value: int | None) -> int | None:
    return value if value is not None and 0 <= value <= MOST_NUMBER else None


def _values(row: Row, field: Field) -> list[str]:
    value = row[field.column or field.name]
    if not value:
        return []
    if field.name in SEVERAL:
        return [each[:_LONGEST] for each in value if each]
    return [value[:_LONGEST]]


def _marks(row: Row) -> Iterator[str]:
    for field in _REPEATED:
        for value in _values(row, field) or [NOT_GIVEN]:
            yield from _kept_marks(field.name, value)
    for field in _OWN:
        for value in _values(row, field) or [NOT_GIVEN]:
            yield from _marks_of(field, value)


@lru_cache(maxsize=20_000)
def _kept_marks(name: str, value: str) -> tuple[str, ...]:
    return tuple(_marks_of(BY_NAME[name], value))


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


def _spread(name: str, values: list[str]) -> Iterator[tuple[str, str]]:
    last = SEVERAL[name] - 1
    for n in range(last):
        yield f"{name}_{n}", values[n] if n < len(values) else NOT_GIVEN
    yield f"{name}_{last}", "\n".join(values[last:]) or NOT_GIVEN


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


def _shown(row: Row) -> bytes:
    shown = {name: row[name] for name in _SHOWN if row[name] is not None}
    if row["decision_date"] is not None:
        shown["decision_date"] = row["decision_date"].isoformat()
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
