"""An item's row of the tables as a document of the index."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from .fields import BY_NAME, FIELDS, NOT_GIVEN, TEXTS, Field, Kind, folded
from .folding import plain
from .ordering import case_order, when
from .schema import CASE, MARKS, PART, PART_NUMBER, SEVERAL, SHOWN, WHEN, WRITTEN
from .values import MOST_NUMBER, day_number

Row = Mapping[str, Any]
ITEM_COLUMNS = (
    "item letter number programme format year decision_date priority age sex specialty "
    "requested treatment kind category drug drug_class body_part side level decision "
    "conclusion guidelines pages rationale_text"
).split()
LETTER_COLUMNS = ["letter", "source", "case_number", "summary_text"]
NO_LETTER: Row = dict.fromkeys(LETTER_COLUMNS[1:])
_OWN = tuple(
    (f.name, "" if f.name == "case" else f.column or f.name)
    for f in FIELDS
    if f.kind is Kind.CODE
)
"""Fields whose values hardly ever come again, and their columns of the item's row; the
case stands in the letter's."""

_TOGETHER = (
    ("programme", "format", "priority", "sex", "specialty"),
    ("drug", "class", "treatment", "kind", "category"),
    ("body", "side", "level", "decision", "conclusion"),
    ("guideline",),
    ("page",),
)
"""Fields whose values often come together: what follows from them is kept."""

_HIDDEN = frozenset("programme format priority sex kind side level".split())
"""Fields of those that a hit does not show."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _getter(names: tuple[str, ...]) -> Callable[[Row], tuple[str | None, ...]]:
    """Return what takes the values of a group of fields out of a row."""
    columns = [BY_NAME[name].column or name for name in names]
    if names[0] in SEVERAL:
        return lambda row: tuple(row[columns[0]] or ())
    return itemgetter(*columns)


_VALUES = tuple(map(_getter, _TOGETHER))
_LONGEST = 200
"""Characters of a value that count; longer ones are misread text."""


def document(row: Row, letter: Row, part: str, number: int) -> dict[str, Any]:
    """Return the values of a document, by the fields of the index.

    Args:
        row: the item's columns.
        letter: those of its letter.
        part: name of the part that it stands in.
        number: of that part in the index.
    """
    decided: date | None = row["decision_date"]
    item: str = row["item"]
    case_number: str | None = letter["case_number"]
    made: dict[str, Any] = {
        PART: part,
        PART_NUMBER: number,
        "item": item,
        "year": _number(row["year"]) or 0,
        WHEN: when(decided, item),
        CASE: case_order(case_number, item),
        "requested": row["requested"] or "",
        "rationale": row["rationale_text"] or "",
        "summary": letter["summary_text"] or "",
    }
    texts = {place: made[place] for place in TEXTS}
    if not "".join(texts.values()).isascii():
        made |= _folded_texts(texts)
    if (age := _number(row["age"])) is not None:
        made["age"] = age
    if decided is not None:
        made["date"] = day_number(decided)
    marks = [*_own_marks(row, case_number)]
    shown = [*_own_shown(row, letter)]
    for group, values_of in enumerate(_VALUES):
        follows = _of_group(group, values_of(row))
        marks += follows.terms
        shown.append(follows.shown)
        made.update(follows.counted)
    made[MARKS] = marks
    made[SHOWN] = f"{{{','.join(filter(None, shown))}}}".encode()
    return made


def _folded_texts(texts: dict[str, str]) -> dict[str, Any]:
    """Return texts as they are indexed, and as they are written."""
    written = _JSON.encode(texts).encode()
    return {WRITTEN: written} | {place: plain(text) for place, text in texts.items()}


def _number(value: int | None) -> int | None:
    return value if value is not None and 0 <= value <= MOST_NUMBER else None


def _own_marks(row: Row, case_number: str | None) -> Iterator[str]:
    for name, column in _OWN:
        value = row[column] if column else case_number
        yield f"{name}={code(value[:_LONGEST]) if value else NOT_GIVEN}"


def _own_shown(row: Row, letter: Row) -> Iterator[str]:
    """Yield what a hit shows of values that hardly ever come again, as JSON."""
    yield f'"letter":{_JSON.encode(row["letter"])},"number":{row["number"]}'
    for name in ("case_number", "source"):
        if (value := letter[name]) is not None:
            yield f'"{name}":{_JSON.encode(value)}'
    if (year := row["year"]) is not None:
        yield f'"year":{year}'
    if (day := row["decision_date"]) is not None:
        yield f'"decision_date":"{day.isoformat()}"'


class _Follows(NamedTuple):
    """What follows from the values of a group of fields."""

    terms: tuple[str, ...]
    counted: dict[str, str]
    """By column."""

    shown: str
    """JSON of what a hit shows of them, without its brackets."""


@lru_cache(maxsize=20_000)
def _of_group(group: int, values: tuple[str | None, ...]) -> _Follows:
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
    held_by: dict[str, Any] = (
        {names[0]: values} if several else dict(zip(names, values, strict=True))
    )
    return _Follows(tuple(terms), counted, _shown(held_by))


def _shown(values: dict[str, Any]) -> str:
    shown = {
        BY_NAME[name].column or name: value
        for name, value in values.items()
        if value is not None and name not in _HIDDEN
    }
    return _JSON.encode(shown)[1:-1]


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
