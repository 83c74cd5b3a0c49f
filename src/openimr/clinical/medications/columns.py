"""The heads of tables that list drugs: which column holds quantity, days, refills."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from openimr.clinical import knowledge


class Column(StrEnum):
    """What a column of a table holds; the names are those of ``columns.yaml``."""

    DRUG = "drug"
    QUANTITY = "quantity"
    DAYS = "days"
    REFILLS = "refills"
    STRENGTH = "strength"
    DATE = "date"
    CODE = "code"
    MONEY = "money"
    DIRECTIONS = "directions"
    """Words with small numbers among them: ``1 po tid``."""

    TEXT = "text"


COUNTED = frozenset({Column.QUANTITY, Column.DAYS, Column.REFILLS})
"""Columns of small bare numbers, which only their order tells apart."""

_LONGEST_NAME = 4
_LEAST_COLUMNS = 3
_LEAST_KNOWN = 0.6
"""Share of a line's words that must name columns; the rest are columns of text."""

_APART = re.compile(r"[\s|,;/]+")
_PLAIN = re.compile(r"[.'\u2019()\[\]:*]")
_JOINED = re.compile(r"(?<=\w)\s+#")
_NO_HEAD = re.compile(r"\d")
_LINE = re.compile(r"[^\n]+")
_OPENS = re.compile(r"[ \t]*(?P<name>[A-Z][A-Za-z' ]{2,30}):(?=\s|\Z)")
"""A heading: what stands below it is another part of the page."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its columns in order, and its place on the raw page."""

    start: int
    end: int
    columns: tuple[Column, ...]
    cells: tuple[tuple[Column, ...], ...] = ()
    """The columns by the cells that lines, tabs or wide gaps set apart."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str
    columns: tuple[Column, ...]


@cache
def column_names() -> Mapping[tuple[str, ...], Column]:
    """Return the words of each name that a column may have.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    fields = knowledge.read("columns.yaml").fields(("columns", "examples"))
    named: dict[tuple[str, ...], Column] = {}
    for kind, entry in fields["columns"].fields(list(Column)).items():
        for item in entry.items():
            words = tuple(_words(item.text()))
            if words in named:
                raise item.wrong(f"'{item.text()}' stands twice", "Keep one of them.")
            named[words] = Column(kind)
    return named


def _words(line: str) -> list[str]:
    plain = _JOINED.sub("#", _PLAIN.sub("", line.lower()))
    words: list[str] = []
    for word in re.split(r"[\s|,;]+", plain):
        # "d/s" is a name of its own, "qty/ds" are two
        slashed = "/" in word and word != "d/s"
        words += _APART.split(word) if slashed else [word]
    return [word for word in words if word]


def read_columns(line: str) -> tuple[tuple[Column, ...], float]:
    """Return the columns that a line names, and the share of its words that do so.

    >>> columns, known = read_columns("Fill date | Drug | Qty | DS")
    >>> [each.value for each in columns], known
    (['date', 'drug', 'quantity', 'days'], 1.0)
    """
    words, names = _words(line), column_names()
    found: list[Column] = []
    at = known = 0
    unknown = False
    while at < len(words):
        for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            column = names.get(tuple(words[at : at + size]))
            if column is not None:
                found.append(column)
                known += size
                at += size
                unknown = False
                break
        else:
            if not unknown:
                found.append(Column.TEXT)
            unknown = True
            at += 1
    return tuple(found), known / len(words) if words else 0.0


def cells_of(line: str) -> list[str]:
    """Return the cells of a line that bars, tabs or wide gaps set apart.

    >>> cells_of("| Soma 350 mg | 90 |  | 2 |")
    ['Soma 350 mg', '90', '', '2']
    """
    bare = line.strip()
    for sign in ("|", "\t"):
        if sign in bare:
            return [cell.strip() for cell in bare.strip(sign).split(sign)]
    return re.split(r" {2,}", bare)


def find_heads(raw: str) -> tuple[Head, ...]:
    """Return the heads of tables on a raw page, in order.

    Heads may be broken over lines, or have each name on a line of its own.
    """
    heads: list[Head] = []
    run: list[_Line] = []
    for line in _head_lines(raw):
        if run and raw[run[-1].end : line.start].strip("\r\n \t"):
            heads += _head(run)
            run = []
        run.append(line)
    heads += _head(run)
    return tuple(heads)


def _head_lines(raw: str) -> Iterator[_Line]:
    for match in _LINE.finditer(raw):
        words = match[0]
        if _NO_HEAD.search(words) or not words.strip():
            continue
        columns, known = read_columns(words)
        if known >= _LEAST_KNOWN:
            yield _Line(match.start(), match.end(), words, columns)


def _head(run: Sequence[_Line]) -> Iterator[Head]:
    """Yield the head that lines make; a title above a whole head is no part of it."""
    whole = next((at for at, line in enumerate(run) if _is_head(line.columns)), 0)
    lines = run[whole:]
    if not lines:
        return
    columns, _ = read_columns(" ".join(line.words for line in lines))
    if not _is_head(columns):
        return
    cells: tuple[tuple[Column, ...], ...] = ()
    if len(lines) == 1:
        cells = tuple(read_columns(cell)[0] for cell in cells_of(lines[0].words))
    yield Head(lines[0].start, lines[-1].end, columns, cells)


def _is_head(columns: Sequence[Column]) -> bool:
    named = [column for column in columns if column is not Column.TEXT]
    if Column.DRUG not in named or not COUNTED.intersection(named):
        return False
    return Column.QUANTITY in named or len(named) >= _LEAST_COLUMNS


def head_over(heads: Sequence[Head], raw: str, at: int) -> Head | None:
    """Return the head of the table that a raw offset lies in, if any.

    A heading between them ends the table, unless it is the name of a column ("Sig:").
    """
    head = next((each for each in reversed(heads) if each.end <= at), None)
    if head is None:
        return None
    begins = raw.rfind("\n", 0, at) + 1
    for line in _LINE.finditer(raw, head.end, begins + 1 if begins > head.end else at):
        opens = _OPENS.match(line[0])
        if opens and tuple(_words(opens["name"])) not in column_names():
            return None
    own = _OPENS.match(raw, begins, at)
    if own and begins > head.end and tuple(_words(own["name"])) not in column_names():
        return None
    return head
