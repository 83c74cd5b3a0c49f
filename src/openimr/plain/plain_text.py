"""A sheet as text, for those who read it aloud or send it by message."""

import textwrap
from collections.abc import Iterator

from .glyphs import printed
from .sheet import Block, Bullets, Check, Heading, Sheet, Text, Words, words_of

_WIDTH = 78


def plain_text(sheet: Sheet) -> bytes:
    """Return the sheet as UTF-8 text, in lines of 78 characters where words allow."""
    sheet = sheet.mapped(printed)
    parts = [f"{sheet.title}\n{'=' * len(sheet.title)}\n{sheet.case_line}"]
    parts += ["\n".join(_lines(block)) for block in sheet.blocks]
    return ("\n\n".join(parts) + "\n").encode()


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            heading = words_of(text)
            yield heading
            yield "-" * min(len(heading), _WIDTH)
        case Words(text=text):
            yield _wrapped(text)
        case Bullets(items=items):
            yield from (_wrapped(item, "- ") for item in items)
        case Check(title=title, rows=rows):
            yield _wrapped(title, "[ ] ")
            for label, value in rows:
                yield textwrap.fill(
                    f"{label}: {words_of(value)}",
                    _WIDTH,
                    initial_indent=" " * 4,
                    subsequent_indent=" " * 6,
                    break_on_hyphens=False,
                    break_long_words=False,
                )


def _wrapped(text: Text, mark: str = "") -> str:
    return textwrap.fill(
        words_of(text),
        _WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
        break_long_words=False,
    )
