"""The treatments that a request for authorization asks for, out of its table.

Extraction writes a table cell by cell: a cell that wraps ends its lines with a space,
and what a row asks for stands between its diagnosis code and its billing code.  So
the codes are the frame by which rows are told apart, whatever the columns are called.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openimr.documents.signs import find_signed_name, has_box, is_prose
from openimr.text import fold

from .codes import BILLING, ICD
from .knowledge import forms
from .lists import ListItem, item_of, read_list
from .request_columns import read_columns
from .text import Block, FormLine, Place, blocks

_COMMAS = re.compile(r"\s*,(?:\s*,)*")
_SEPARATORS = re.compile(r"^[\s,;/&-]+|[\s,;/&-]+$")
_EMPTIED = re.compile(r"\(\s*\)")
"""Parentheses that held a billing code."""

_STRENGTH = re.compile(r"\d\s*(?:mg|mcg|ml|%|gm?|units?)\b|\d%", re.IGNORECASE)
_CODES_ONLY = re.compile(
    r"\s*(?:dx|diagnos[ie]s|icd(?:-?(?:9|10))?|cpt|hcpcs|codes?)\b[\s:#.]*[A-Z]?\d"
    r"|\s*[-=_*]{5,}\s*$",
    re.IGNORECASE,
)
"""A line of codes under what is asked for, or a rule across the page."""

_LONGEST_TABLE = 80
_NAME_WORDS = 4
_DIAGNOSIS = frozenset({"diagnosis", "diagnoses", "dx"})


def read_requested(lines: Sequence[FormLine]) -> list[ListItem]:
    """Return the treatments of the request, in order."""
    labelled = _labelled(lines)
    if labelled:
        return labelled
    body = _table_body(lines)
    if not body:
        return _numbered(lines)
    in_columns = read_columns(lines[: lines.index(body[0])], body)
    if in_columns:
        return in_columns
    if sum(ICD.search(line.text) is not None for line in body) == 0:
        marked = [line for line in body if item_of(line)]
        return read_list(body) if marked else _plain_rows(body)
    cells = list(blocks(body, prose=False))
    return [
        replace(item, icd=_codes_before(row, cells))
        for row in _rows(cells)
        if (item := _request(row))
    ]


def _numbered(lines: Sequence[FormLine]) -> list[ListItem]:
    """Read a list counted from one that stands on the form without any heading."""
    first = next((n for n, line in enumerate(lines) if _counts_one(line)), None)
    if first is None:
        return []
    told = [line for line in lines[first:] if not _CODES_ONLY.match(line.text)]
    return read_list(_until_end(told))


def _counts_one(line: FormLine) -> bool:
    item = item_of(line)
    return item is not None and item[0] == "1" and ":" not in line.text[:40]


def _codes_before(row: Place, cells: Sequence[Block]) -> tuple[str, ...]:
    """Return the diagnosis codes that stand right before a row's own words."""
    cell = next((c.place for c in cells if _holds(c.place, row)), None)
    start = cell.start if cell else row.start
    raw = row.page.text[start : row.start]
    return tuple(match[0] for match in ICD.finditer(raw))


def _holds(cell: Place, row: Place) -> bool:
    return cell.page is row.page and cell.start <= row.start <= cell.end


def _labelled(lines: Sequence[FormLine]) -> list[ListItem]:
    """Read ``Service requested: ...`` with what its quantity is, label by label."""
    items: list[ListItem] = []
    for line in lines:
        label, colon, value = line.text.partition(":")
        value = value.strip()
        name = " ".join(label.lower().split())
        if not colon or not value:
            continue
        start = line.start + line.text.index(value, len(label))
        place = Place(line.page, start, start + len(value))
        if name in forms().request_labels:
            items.append(ListItem(None, place.words, (place,)))
        elif name in forms().request_more and items:
            last = items[-1]
            text = f"{last.text}, {place.words}"
            items[-1] = ListItem(None, text, (*last.places, place))
    return items


def _table_body(lines: Sequence[FormLine]) -> list[FormLine]:
    """Return the lines of the table without its head."""
    begins = [
        number
        for number, line in enumerate(lines)
        if any(hit.start <= 1 for hit in forms().request_begins.find(line.words))
        and not has_box(line.text)
    ]
    bodies = [_until_end(list(_without_head(lines[number + 1 :]))) for number in begins]
    bodies.append(_until_end(_after_bare_head(lines)))
    bodies.append(_until_end(_from_first_code(lines)))
    coded = (body for body in bodies if any(ICD.search(line.text) for line in body))
    return next(coded, None) or next((body for body in bodies if body), [])


def _after_bare_head(lines: Sequence[FormLine]) -> list[FormLine]:
    """Return what follows a table head that has no heading of its own above."""
    for number, line in enumerate(lines):
        if _is_head(line) and not _DIAGNOSIS.isdisjoint(line.words):
            return list(_without_head(lines[number + 1 :]))
    return []


def _from_first_code(lines: Sequence[FormLine]) -> list[FormLine]:
    """Return what begins with a diagnosis code, where the table has no head at all."""
    for number, line in enumerate(lines):
        code = ICD.match(line.text)
        if code and any(c.isalpha() for c in line.text[code.end() :]):
            return list(lines[number:])
    return []


def _is_head(line: FormLine) -> bool:
    known = sum(word in forms().request_header for word in line.words)
    return known >= 2 and known >= 0.7 * len(line.words)


def _without_head(lines: Sequence[FormLine]) -> Iterator[FormLine]:
    """Leave out the column titles: words of a head, or in parentheses."""
    inside = True
    for line in lines:
        if inside:
            words = line.words
            known = sum(word in forms().request_header for word in words)
            if not words or line.text.startswith("(") or known >= 0.6 * len(words):
                continue
            inside = False
        yield line


def _until_end(lines: Sequence[FormLine]) -> list[FormLine]:
    taken: list[FormLine] = []
    for line in lines[:_LONGEST_TABLE]:
        goes_on = bool(taken) and taken[-1].wraps
        if not goes_on and _ends_table(line):
            return taken[:-1] if taken and _is_name_of(taken[-1], line) else taken
        taken.append(line)
    return taken


def _is_name_of(line: FormLine, signature: FormLine) -> bool:
    """Tell whether a line is the bare signature of whom the next line names."""
    words = line.words
    bare = 1 < len(words) <= _NAME_WORDS and not any(c.isdigit() for c in line.text)
    return bare and words[-1] in signature.words and line.text[0].isupper()


def _ends_table(line: FormLine) -> bool:
    if any(hit.start == 0 for hit in forms().request_ends.find(line.words)):
        return True
    if line.words[-1:] == ("attached",) and not ICD.search(line.text):
        return True
    if line.text.startswith("/s/") or find_signed_name(line.text, line.words):
        return True
    sentence = line.text.rstrip().endswith(".") and len(line.words) >= 6
    return (sentence or is_prose(line.text)) and not ICD.search(line.text)


def _rows(cells: Sequence[Block]) -> Iterator[Place]:
    """Yield for each row the stretch after its diagnosis code."""
    starts = sorted({*_coded(cells), *_repeated(cells)})
    for at, (cell, begins) in enumerate(starts):
        if at + 1 < len(starts):
            following, _ = starts[at + 1]
            last = _before_diagnosis(cells, cell, following)
        else:
            last = len(cells) - 1
        place = cells[cell].place
        page_cells = [c for c in cells[cell : last + 1] if c.place.page is place.page]
        yield Place(place.page, begins, page_cells[-1].place.end)


def _coded(cells: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield each cell with a diagnosis code, and where the code's group ends."""
    for number, cell in enumerate(cells):
        raw = cell.raw
        match = ICD.search(raw)
        end = None
        while match and (
            end is None or not raw[end : match.start()].strip(" \t\n,;/&")
        ):
            end = match.end()
            match = ICD.search(raw, end)
        if end is not None:
            yield number, cell.place.start + end


def _repeated(cells: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield cells that open a row without a code: ``same``, or another strength."""
    for number, cell in enumerate(cells):
        line = cell.lines[0]
        if ICD.search(line.text) or not line.words:
            continue
        if line.words[0] in forms().request_again:
            after = line.text.lower().index(line.words[0]) + len(line.words[0])
            yield number, line.start + after
        elif _STRENGTH.search(line.text) and _states_strength(cells[:number]):
            yield number, line.start


def _states_strength(before: Sequence[Block]) -> bool:
    """Tell whether the row so far already names a strength: then another begins."""
    for cell in reversed(before):
        if _STRENGTH.search(cell.raw):
            return True
        if ICD.search(cell.raw):
            return False
    return False


def find_codes(place: Place) -> Iterator[Place]:
    """Yield the diagnosis codes, ICD-9 or ICD-10, of a stretch of words."""
    for match in ICD.finditer(place.page.text, place.start, place.end):
        yield Place(place.page, *match.span())


def _before_diagnosis(cells: Sequence[Block], row: int, following: int) -> int:
    """Return the last cell of a row, given the cell in which the next one's code is.

    Where the code opens its cell, the cell before it is the diagnosis.
    """
    raw = cells[following].raw
    match = ICD.search(raw)
    opens = match is not None and not raw[: match.start()].strip()
    if opens and following - 1 > row and not _has_billing(cells[following - 1]):
        return following - 2
    return following - 1


def _has_billing(cell: Block) -> bool:
    return BILLING.search(cell.raw) is not None


def _request(row: Place) -> ListItem | None:
    """Return a row's words without its billing codes."""
    raw = row.page.text[row.start : row.end]
    words = _SEPARATORS.sub("", fold(_EMPTIED.sub(" ", BILLING.sub(" ", raw))))
    words = _COMMAS.sub(",", words).strip(" ,;")
    if not any(c.isalpha() for c in words):
        return None
    lead = len(raw) - len(raw.lstrip(" \t\n,;/&-"))
    return ListItem(
        None,
        words,
        (Place(row.page, row.start + lead, row.end),),
        billing=tuple(match[0] for match in BILLING.finditer(raw)),
    )


def _plain_rows(body: Sequence[FormLine]) -> list[ListItem]:
    """Read a table without codes: every cell group is a row."""
    return [
        ListItem(None, cell.place.words, (cell.place,))
        for cell in blocks(body, prose=False)
        if any(c.isalpha() for c in cell.place.words)
    ]
