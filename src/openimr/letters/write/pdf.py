"""The letter as an accessible PDF (PDF/UA-1), set by typst."""

import json
import re
import threading
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

import typst

from openimr.errors import OutputError

from .blocks import (
    Block,
    Bullets,
    Heading,
    LetterContent,
    Pairs,
    Paragraph,
    Table,
    Text,
    words_of,
)
from .characters import drawable

_FILE = "letter.pdf"

# One compiler keeps its fonts and its cache of earlier layouts; it is not made for
# two threads at once.
_ONE_AT_A_TIME = threading.Lock()

# Characters without a space that surely fit where they stand: in a heading, in text,
# in half a line, on the narrowest column, on a line of small type.
_HEADING, _TEXT, _PAIR, _NARROWEST, _LINE = 40, 48, 30, 8, 88
_BREAK = "\u200b"
_WHOLE_ROW = 300
"""Bytes of a cell up to which its row moves to the next page whole."""

Json = Mapping[str, object]


def pdf_bytes(content: LetterContent) -> bytes:
    """Return the letter as a tagged PDF; the same content gives the same bytes.

    Characters that the embedded typeface cannot draw are spelled by their code
    points.

    Raises:
        OutputError: the typesetter refused the letter.
    """
    try:
        return _compiled(content.mapped(drawable))
    except _RefusedError:
        # A rare pair of signs may have no common font; letters and signs of Western
        # European languages always have.
        simple = content.mapped(lambda text: drawable(text, simple=True))
    try:
        return _compiled(simple)
    except _RefusedError:
        raise OutputError(_FILE, "the typesetter refused it") from None


class _Long(dict[int, re.Pattern[str]]):
    """Words longer than a limit, by the limit."""

    def __missing__(self, limit: int) -> re.Pattern[str]:
        self[limit] = re.compile(rf"\S{{{limit},}}")
        return self[limit]


_LONG = _Long()


class _RefusedError(Exception):
    """The typesetter could not set the letter; its message may hold record text."""


@cache
def _typesetter() -> tuple[typst.Compiler, str]:
    fonts = typst.Fonts(include_system_fonts=False)
    shared = files(__package__).joinpath("letter.typ").read_text("utf-8")
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True), shared


def _compiled(content: LetterContent) -> bytes:
    with _ONE_AT_A_TIME:
        compiler, shared = _typesetter()
        try:
            made = compiler.compile(
                input=f"{shared}\n{content.template.layout}".encode(),
                format="pdf",
                sys_inputs={"letter": json.dumps(_letter(content))},
                pdf_standards="ua-1",
                timestamp=0,
            )
        except typst.TypstError:
            raise _RefusedError from None
        except BaseException as error:
            # A panic of the Rust side is no Exception; it poisons nothing but this
            # compiler.
            if type(error).__name__ != "PanicException":
                raise
            _typesetter.cache_clear()
            raise _RefusedError from None
    return cast(bytes, made)


def _letter(content: LetterContent) -> Json:
    day = content.day
    logo = content.logo
    return {
        "title": _soft(content.title, _HEADING),
        "organisation": _soft(content.organisation, _HEADING),
        "address": [_soft(line, _HEADING) for line in content.address],
        "case_number": content.case_number,
        "case_line": _soft(content.case_line, _TEXT),
        "logo": logo and {"bytes": list(logo.data), "alt": logo.alt},
        "draft": content.draft,
        "draft_notice": content.draft_notice,
        "day": day and [day.year, day.month, day.day],
        "blocks": [_block(block) for block in content.blocks],
    }


def _block(block: Block) -> Json:
    match block:
        case Heading(level=level, text=words):
            return {"kind": "heading", "level": level, "text": _soft(words, _HEADING)}
        case Paragraph(text=text, role=role):
            return {"kind": "paragraph", "role": role, "text": _runs(text, _TEXT)}
        case Pairs(pairs=pairs, columns=columns):
            both = [
                {"label": label, "value": _runs(value, _PAIR)} for label, value in pairs
            ]
            return {"kind": "pairs", "columns": columns, "pairs": both}
        case Table():
            return _table(block)
        case Bullets(items=items):
            return {"kind": "bullets", "items": [_runs(item, _TEXT) for item in items]}


def _table(table: Table) -> Json:
    total = sum(table.widths)
    limits = [max(_NARROWEST, _LINE * share // total) for share in table.widths]
    rows = [
        {
            "anchor": row.anchor,
            "breakable": max(len(words_of(cell).encode()) for cell in row.cells)
            > _WHOLE_ROW,
            "cells": [
                _runs(cell, limit)
                for cell, limit in zip(row.cells, limits, strict=True)
            ],
        }
        for row in table.rows
    ]
    return {
        "kind": "table",
        "header": list(table.header),
        "widths": list(table.widths),
        "rows": rows,
    }


def _runs(text: Text, limit: int) -> list[Json]:
    return [
        {"text": _soft(words, limit), "tone": run.tone, "target": run.target}
        for run, words in zip(text, _spaces_first([r.text for r in text]), strict=True)
    ]


def _spaces_first(words: list[str]) -> list[str]:
    """Give a space between two runs to the first.

    A line may break there, and a space that opens a run is lost to whoever copies the
    text or hears it.
    """
    for place in range(1, len(words)):
        bare = words[place].lstrip(" ")
        if words[place - 1] and len(bare) < len(words[place]):
            words[place - 1] += " " * (not words[place - 1].endswith(" "))
            words[place] = bare
    return words


def _soft(words: str, limit: int) -> str:
    """Let long unbroken strings (file names, identifiers) break anywhere.

    A hyphen before a space is parted from it: readers of PDF take one at a line's end
    for a broken word, and drop the space.
    """
    words = words.replace("- ", f"-{_BREAK} ")
    if len(words) < limit:
        return words
    return _LONG[limit].sub(lambda match: _BREAK.join(match[0]), words)
