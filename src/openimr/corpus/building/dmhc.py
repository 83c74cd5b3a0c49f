"""The open-data table of the California DMHC: each row a letter with one item."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml

from openimr.corpus.rows import Row, Rows
from openimr.corpus.tables import SCHEMAS
from openimr.errors import EmptyInputError, UnreadableFileError

_MARKS = re.compile(r"[\W_]+")
_MOST_FIELD = 1_000_000
_YEARS = range(1990, 2101)
_WANTED = "the DMHC's table of IMR determinations"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the table: a letter, or what is wrong with it."""

    address: str
    """The table's address and the row's reference."""

    letter: str | None
    """The hash of its values; None where it could not be told."""

    rows: Rows | None
    fault: str | None = None
    """One sentence, of a row that gives no letter."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the table, and what is made of them."""

    data: Mapping[str, Any]
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    kinds: Mapping[str, str]

    def value(self, list_: str, words: str | None) -> str | None:
        """Return the name under which words are counted; unknown ones as they are."""
        if not words:
            return None
        return self.values[list_].get(_folded(words), words)

    def known(self, list_: str, words: str | None) -> str | None:
        """Return the name of words that are in a list."""
        return self.values[list_].get(_folded(words or ""))


def table_rows(data: bytes, address: str) -> Iterator[TableRow]:
    """Yield the rows of the DMHC's table; a bad row is told and the rest goes on.

    Args:
        data: the file, as UTF-8 or in the character set of Windows.
        address: its address, before which rows are named by their reference.

    Raises:
        EmptyInputError: there is nothing in it.
        UnreadableFileError: it is another table, or none.
    """
    name = address.replace("\\", "/").rsplit("/", 1)[-1]
    if not data.strip():
        raise EmptyInputError(name, _WANTED)
    lines = _lines(data, name)
    columns = _columns(next(lines, []), name)
    seen: set[str] = set()
    for number, line in enumerate(lines, start=2):
        if not any(field.strip() for field in line):
            continue
        values = _values(line, columns)
        row = _row(values, address, number, seen, complete=len(line) == columns.width)
        seen.add(row.address)
        yield row


@dataclass(frozen=True, slots=True)
class _Columns:
    places: Mapping[str, int]
    width: int


def _lines(data: bytes, name: str) -> Iterator[Sequence[str]]:
    csv.field_size_limit(_MOST_FIELD)
    try:
        yield from csv.reader(io.StringIO(_decoded(data), newline=""))
    except csv.Error as problem:
        raise UnreadableFileError(name, "its rows cannot be told apart") from problem


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\0", "")


def _columns(heads: Sequence[str], name: str) -> _Columns:
    words = _words()
    places: dict[str, int] = {}
    for at, head in enumerate(heads):
        column = words.columns.get(_folded(head))
        if column is not None:
            places.setdefault(column, at)
    if not set(words.data["needed"]) <= set(places):
        raise UnreadableFileError(name, "its heads are not those of DMHC's table")
    return _Columns(places, len(heads))


def _values(line: Sequence[str], columns: _Columns) -> dict[str, str]:
    return {
        column: " ".join(line[at].split())
        for column, at in columns.places.items()
        if at < len(line) and line[at].strip()
    }


def _row(
    values: Mapping[str, str],
    address: str,
    number: int,
    seen: set[str],
    *,
    complete: bool,
) -> TableRow:
    reference = values.get("reference")
    place = f"{address}#{reference}" if reference else f"{address}#row {number}"
    fault = _fault(values, complete=complete)
    if fault is None and place in seen:
        fault = "its reference stands in an earlier row too"
    if fault is not None:
        place = place if place not in seen else f"{address}#row {number}"
        message = f"Row {number}: {fault}; it was left out."
        return TableRow(place, None, None, message)
    told = "\x1f".join(f"{key}\x1e{values[key]}" for key in sorted(values))
    letter = sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
    return TableRow(place, letter, _rows(values, letter, place))


def _fault(values: Mapping[str, str], *, complete: bool) -> str | None:
    words = _words()
    if not complete:
        return "it has not as many fields as there are heads"
    if not values.get("reference"):
        return "it has no reference"
    if words.known("determinations", values.get("determination")) is None:
        return "its determination is neither upheld nor overturned"
    if "year" in values and _number(values["year"], _YEARS) is None:
        return "its year is none"
    return None


def _rows(values: Mapping[str, str], letter: str, source: str) -> Rows:
    words = _words()
    decision = words.known("determinations", values["determination"])
    summary, findings = _parted(values.get("findings"))
    treatment = words.value("treatments", values.get("treatment"))
    detail = values.get("treatment_detail")
    requested = ", ".join(filter(None, (treatment, detail)))
    shared = {
        "letter": letter,
        "programme": words.data["programme"],
        "year": _number(values.get("year", ""), _YEARS),
        "priority": words.known("priorities", values.get("priority")),
        "sex": words.known("sexes", values.get("sex")),
        "age_range": words.value("ages", values.get("age")),
        "review_type": values.get("type"),
        "decision": decision,
    }
    head = shared | {
        "source": source,
        "case_number": values["reference"],
        "days_to_decision": _number(values.get("days", ""), range(3661)),
        "items": 1,
        "upheld": int(decision == "upheld"),
        "overturned": int(decision == "overturned"),
        "summary_text": summary,
    }
    item = shared | {
        "item": f"{letter}-1",
        "number": 1,
        "requested": requested,
        "kind": words.kinds.get(treatment or "", "other"),
        "category": treatment,
        "category_detail": detail,
        "diagnosis": words.value("diagnoses", values.get("diagnosis")),
        "diagnosis_detail": values.get("diagnosis_detail"),
        "retrospective": False,
        "rationale_text": findings,
    }
    rows: Rows = {table: [] for table in SCHEMAS}
    rows["letters"].append(_as_row("letters", head))
    rows["items"].append(_as_row("items", item))
    return rows


def _as_row(table: str, values: Mapping[str, object]) -> Row:
    schema = SCHEMAS[table]
    lists = {field.name for field in schema if str(field.type).startswith("list")}
    return tuple(
        values.get(name, [] if name in lists else None) for name in schema.names
    )


def _parted(findings: str | None) -> tuple[str | None, str | None]:
    """Return the summary that findings open with, and the findings proper."""
    if not findings:
        return None, None
    data = _words().data
    for head in data["summary_heads"]:
        _, found, rest = findings.partition(head)
        if not found:
            continue
        for next_head in data["findings_heads"]:
            summary, parted, proper = rest.partition(next_head)
            if parted and summary.strip() and proper.strip():
                return summary.strip(), proper.strip()
        return None, rest.strip() or None
    return None, _without(findings, data["findings_heads"])


def _without(text: str, heads: Iterable[str]) -> str | None:
    for head in heads:
        text = text.removeprefix(head)
    return text.strip() or None


def _number(words: str, among: range) -> int | None:
    """Return a whole number, if it is one of those that can be."""
    text = words.removesuffix(".0")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        return None
    return int(text) if int(text) in among else None


def _folded(words: str) -> str:
    return _MARKS.sub("", words).casefold()


@cache
def _words() -> _Words:
    data = yaml.safe_load(files(__package__).joinpath("dmhc.yaml").read_text("utf-8"))
    treatments = data["treatments"]
    lists = {name: data[name] for name in _LISTS}
    lists["treatments"] = {name: each["names"] for name, each in treatments.items()}
    return _Words(
        data=data,
        columns=_by_name(data["columns"]),
        values={name: _by_name(list_) for name, list_ in lists.items()},
        kinds={name: each["kind"] for name, each in treatments.items()},
    )


_LISTS = ("determinations", "sexes", "priorities", "ages", "diagnoses")


def _by_name(list_: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {_folded(each): to for to, names in list_.items() for each in (to, *names)}
