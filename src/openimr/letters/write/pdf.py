"""The letter as an accessible PDF (PDF/UA-1), set by typst."""

import json
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
)
from .characters import drawable

_FILE = "letter.pdf"

# One compiler keeps its fonts and its cache of earlier layouts; it is not made for
# two threads at once.
_ONE_AT_A_TIME = threading.Lock()

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


class _RefusedError(Exception):
    """The typesetter could not set the letter; its message may hold record text."""


@cache
def _typesetter() -> tuple[typst.Compiler, bytes]:
    fonts = typst.Fonts(include_system_fonts=False)
    template = files(__package__).joinpath("letter.typ").read_bytes()
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True), template


def _compiled(content: LetterContent) -> bytes:
    with _ONE_AT_A_TIME:
        compiler, template = _typesetter()
        try:
            made = compiler.compile(
                input=template,
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
    return {
        "title": content.title,
        "organisation": content.organisation,
        "address": list(content.address),
        "case_number": content.case_number,
        "draft": content.draft,
        "draft_notice": content.draft_notice,
        "day": day and [day.year, day.month, day.day],
        "blocks": [_block(block) for block in content.blocks],
    }


def _block(block: Block) -> Json:
    match block:
        case Heading(level=level, text=words):
            return {"kind": "heading", "level": level, "text": words}
        case Paragraph(text=text, role=role):
            return {"kind": "paragraph", "role": role, "text": _runs(text)}
        case Pairs(pairs=pairs, columns=columns):
            both = [{"label": label, "value": _runs(value)} for label, value in pairs]
            return {"kind": "pairs", "columns": columns, "pairs": both}
        case Table():
            return _table(block)
        case Bullets(items=items):
            return {"kind": "bullets", "items": [_runs(item) for item in items]}


def _table(table: Table) -> Json:
    rows = [
        {"anchor": row.anchor, "cells": [_runs(cell) for cell in row.cells]}
        for row in table.rows
    ]
    return {
        "kind": "table",
        "header": list(table.header),
        "widths": list(table.widths),
        "rows": rows,
    }


def _runs(text: Text) -> list[Json]:
    return [{"text": run.text, "tone": run.tone, "target": run.target} for run in text]
