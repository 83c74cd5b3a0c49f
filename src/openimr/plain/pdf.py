"""A sheet as an accessible PDF (PDF/UA-1), set by typst."""

import json
import threading
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import cast

import typst
from pypdf import PdfReader

from openimr.errors import OutputError

from .glyphs import breakable, printed
from .sheet import Block, Bullets, Check, Heading, Sheet, Text, Words

_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
"""Points; the largest with which the sheet is one page is taken, else the second."""

_ONE_AT_A_TIME = threading.Lock()
"""A typst compiler is not made for two threads at once."""


def pdf_bytes(sheet: Sheet) -> bytes:
    """Return the sheet as a tagged PDF; the same sheet gives the same bytes.

    Raises:
        OutputError: the typesetter refused it.
    """
    sheet = sheet.mapped(lambda text: breakable(printed(text)))
    made = {}
    for size in _SIZES:
        made[size] = _compiled(sheet, size)
        if len(PdfReader(BytesIO(made[size])).pages) == 1:
            return made[size]
    return made[_SIZES[1]]


@cache
def _typesetter() -> tuple[typst.Compiler, str]:
    fonts = typst.Fonts(include_system_fonts=False)
    layout = files(__package__).joinpath("sheet.typ").read_text("utf-8")
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True), layout


def _compiled(sheet: Sheet, size: float) -> bytes:
    with _ONE_AT_A_TIME:
        compiler, layout = _typesetter()
        try:
            made = compiler.compile(
                input=layout.encode(),
                format="pdf",
                sys_inputs={"sheet": json.dumps(_sheet(sheet, size))},
                pdf_standards="ua-1",
                timestamp=0,
            )
        except typst.TypstError:
            raise OutputError("PDF", "the typesetter refused it") from None
        except BaseException as error:
            # A panic of the Rust side is no Exception; it spoils this compiler alone.
            if type(error).__name__ != "PanicException":
                raise
            _typesetter.cache_clear()
            raise OutputError("PDF", "the typesetter refused it") from None
    return cast(bytes, made)


def _sheet(sheet: Sheet, size: float) -> dict[str, object]:
    day = sheet.day
    return {
        "language": sheet.language.value,
        "title": sheet.title,
        "case_line": sheet.case_line,
        "page_words": list(sheet.page_words),
        "draft": sheet.draft,
        "day": day and [day.year, day.month, day.day],
        "size": size,
        "blocks": [_block(block) for block in sheet.blocks],
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Heading(text=text):
            return {"kind": "heading", "text": _runs(text)}
        case Words(text=text, role=role):
            return {"kind": "words", "role": role.value, "text": _runs(text)}
        case Bullets(items=items):
            return {"kind": "bullets", "items": [_runs(item) for item in items]}
        case Check(title=title, rows=rows):
            pairs = [{"label": label, "value": _runs(value)} for label, value in rows]
            return {"kind": "check", "title": _runs(title), "rows": pairs}


def _runs(text: Text) -> list[dict[str, object]]:
    return [{"text": run.text, "strong": run.strong, "name": run.name} for run in text]
