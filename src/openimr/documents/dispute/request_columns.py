"""The table of a scanned request, told by where its words stand on the page.

Recognition writes a table line by line, so that a cell of two lines is cut in two by
its neighbours; the columns' left edges, taken from the head, put it together again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from openimr.documents.phrases import words_of
from openimr.domain import WordBox
from openimr.text import fold

from .codes import BILLING, ICD
from .knowledge import forms
from .lists import ListItem
from .text import FormLine, Place

_GAP = 9.0
"""Points between words that part two columns; a space is about three."""

_SLACK = 10.0
_FEWEST_COLUMNS = 3
_HEAD_LINES = 5
_KNOWN = 0.6
"""Share of a title line's words that titles of columns are made of."""


@dataclass(slots=True)
class _Row:
    """Words of a row, by the column that they stand in."""

    lines: list[FormLine] = field(default_factory=list)
    cells: dict[str, list[str]] = field(default_factory=dict)

    def text(self, *roles: str) -> str:
        return fold(" ".join(" ".join(self.cells.get(role, ())) for role in roles))


def read_columns(head: Sequence[FormLine], body: Sequence[FormLine]) -> list[ListItem]:
    """Return the rows of a recognised table, none where its columns are not told."""
    page = body[0].page if body else None
    if page is None or not page.ocr or not page.words:
        return []
    columns = _columns(_titles([line for line in head if line.page is page]))
    roles = [role for _, role in columns]
    if len(columns) < _FEWEST_COLUMNS or "service" not in roles:
        return []
    rows = _rows([line for line in body if line.page is page], columns)
    return [item for row in rows if (item := _item(row))]


def _titles(head: Sequence[FormLine]) -> list[FormLine]:
    """Return the lines of column titles that stand right above the table's body."""
    taken: list[FormLine] = []
    for line in reversed(head[-_HEAD_LINES:]):
        known = sum(word in forms().request_header for word in line.words)
        opens = any(hit.start == 0 for hit in forms().request_begins.find(line.words))
        if known < _KNOWN * len(line.words) or (
            opens and "icd" not in line.text.lower()
        ):
            break
        taken.insert(0, line)
    return taken


def _columns(head: Sequence[FormLine]) -> list[tuple[float, str]]:
    """Return the left edge of each column of the head, with what it holds."""
    found: list[tuple[float, str]] = []
    for line in head:
        for left, text in _segments(line):
            near = any(abs(left - edge) < _SLACK for edge, _ in found)
            if not near:
                found.append((left, _role(text)))
    return sorted(found)


def _role(text: str) -> str:
    words = set(words_of(text))
    for role, known in forms().request_roles.items():
        if words & known:
            return role
    return "other"


def _segments(line: FormLine) -> Iterator[tuple[float, str]]:
    """Yield the runs of words of a line that stand close, with their left edges."""
    run: list[WordBox] = []
    for word in _words(line):
        if run and word.box[0] - run[-1].box[2] > _GAP:
            yield run[0].box[0], _text(line, run)
            run = []
        run.append(word)
    if run:
        yield run[0].box[0], _text(line, run)


def _words(line: FormLine) -> list[WordBox]:
    return [word for word in line.page.words if line.start <= word.start < line.end]


def _text(line: FormLine, run: Sequence[WordBox]) -> str:
    return line.page.text[run[0].start : run[-1].end]


def _rows(
    lines: Sequence[FormLine], columns: Sequence[tuple[float, str]]
) -> Iterator[_Row]:
    row = _Row()
    for line in lines:
        cells = _cells(line, columns)
        if row.lines and _opens(cells):
            yield row
            row = _Row()
        row.lines.append(line)
        for role, text in cells:
            row.cells.setdefault(role, []).append(text)
    if row.lines:
        yield row


def _cells(
    line: FormLine, columns: Sequence[tuple[float, str]]
) -> list[tuple[str, str]]:
    cells: list[tuple[str, str]] = []
    for word in _words(line):
        text = line.page.text[word.start : word.end]
        role = columns[0][1]
        for edge, name in columns:
            if word.box[0] >= edge - _SLACK:
                role = name
        cells.append((role, text))
    return cells


def _opens(cells: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a line opens a row: it has a code, or says ``same``."""
    if any(role == "icd" and ICD.search(text) for role, text in cells):
        return True
    return bool(cells) and words_of(cells[0][1])[:1] in _again()


def _again() -> set[tuple[str, ...]]:
    return {(word,) for word in forms().request_again}


def _item(row: _Row) -> ListItem | None:
    service = row.text("service")
    same = {word for run in _again() for word in run}
    if not any(c.isalpha() for c in service) or set(words_of(service)) <= same:
        return None
    first, last = row.lines[0], row.lines[-1]
    billing = row.text("billing")
    text = fold(BILLING.sub(" ", row.text("service", "other"))).strip(" ,;")
    return ListItem(
        None,
        text,
        (Place(first.page, first.start, last.written_end),),
        diagnosis=row.text("diagnosis") or None,
        icd=tuple(match[0] for match in ICD.finditer(row.text("icd"))),
        billing=tuple(match[0] for match in BILLING.finditer(billing)),
    )
