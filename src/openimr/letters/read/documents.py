"""The list of documents reviewed: one entry a document."""

import re

from openimr.domain import Span

from .sections import ends_of
from .sheet import Sheet

_LEAD = re.compile(
    r"\s*(?::\s*)?(?:The\s+following\s+(?:relevant\s+)?documents?[^:]{0,260}"
    r"(?:included|reviewed|considered|include)\s*[:.])?",
    re.DOTALL,
)
_BULLET = re.compile(
    r"(?:\A|\n)[^\S\n]*(?:[-*\u2022\u25cf\u25aa\uf0b7\u00b7\uf0a7o]\s+|\d{1,2}\s*[.)]\s+)(?=\S)"
)
_LINE = re.compile(r"[^\n]+")
_GOES_ON = re.compile(r"[,;(&-]\s*\Z|\b(?:and|of|from|through|to|dated|the)\s*\Z")


def read_documents(sheet: Sheet, region: Span | None) -> tuple[str, ...]:
    """Return the documents' names without bullet or number."""
    if region is None:
        return ()
    text = sheet.plain
    lead = _LEAD.match(text, region.start, region.end)
    start = lead.end() if lead else region.start
    entries = _bulleted(text, start, region.end) or _lines(text, start, region.end)
    names = (sheet.words(*entry).strip() for entry in entries)
    return tuple(name for name in names if any(letter.isalnum() for letter in name))


def _bulleted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    bullets = list(_BULLET.finditer(text, max(0, start - 1), end))
    stops = ends_of([bullet.start() for bullet in bullets], end)
    return [(bullet.end(), stop) for bullet, stop in zip(bullets, stops, strict=True)]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Take lines where extraction lost the bullets; an indented line opens an entry."""
    lines = [
        match.span() for match in _LINE.finditer(text, start, end) if match[0].strip()
    ]
    indented = [text[line[0]].isspace() for line in lines]
    mixed = any(indented) and not all(indented)
    entries: list[tuple[int, int]] = []
    for line, is_indented in zip(lines, indented, strict=True):
        first = text[line[0] : line[1]].lstrip()[:1]
        before = text[slice(*entries[-1])] if entries else ""
        goes_on = bool(entries) and (
            first.islower()
            or _GOES_ON.search(before) is not None
            or (mixed and not is_indented)
        )
        if goes_on:
            entries[-1] = (entries[-1][0], line[1])
        else:
            entries.append(line)
    return entries
