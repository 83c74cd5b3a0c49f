"""The letter as blocks: what it says, before anyone decides how it looks.

The PDF and the Word file are both printed from these values, so that neither can say
more or less than the other.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from openimr.letters.template import Template


class Tone(StrEnum):
    """How a run of text is meant, so that each printer can show it."""

    PLAIN = "plain"
    STRONG = "strong"
    """A run-in label, such as ``Decision rationale:``."""

    REFERENCE = "reference"
    """A document and page, or a guideline and page."""

    CAUTION = "caution"
    """Something to be checked before anybody relies on it."""

    BLANK = "blank"
    """A place to be filled in later."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN
    target: str | None = None
    """Anchor of the table row that the run points to."""


Text = tuple[Run, ...]
"""What stands in a paragraph, list item or table cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 is a section, 2 a disputed item, 3 a reviewer or a part."""

    level: int
    text: str


class Role(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    LABEL = "label"
    """Introduces what follows and stays with it."""

    NOTE = "note"
    """Explains the letter itself rather than the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    text: Text
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Label and value, one pair beside or below the other."""

    pairs: tuple[tuple[str, Text], ...]
    columns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A table row."""

    cells: tuple[Text, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a header row."""

    caption: str
    """What the table lists, for those who cannot see it."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    """Shares of the text width, one a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """An unordered list."""

    items: tuple[Text, ...]


Block = Heading | Paragraph | Pairs | Table | Bullets


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture at the head of the letter, with words for those who do not see it."""

    data: bytes
    """PNG or JPEG."""

    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContent:
    """Everything a letter says, in reading order."""

    template: Template
    title: str
    organisation: str
    address: tuple[str, ...]
    """Lines below the organisation, its telephone among them."""

    case_number: str
    case_line: str
    """Stands at the foot of every page."""

    draft: bool
    draft_notice: str
    day: dt.date | None
    """Date of the data the letter was made from; stands in the file's properties."""

    blocks: tuple[Block, ...]
    logo: Logo | None = None

    def texts(self) -> Iterator[str]:
        """Yield every text of the body, in reading order."""
        for block in self.blocks:
            yield from _texts_of(block)

    def mapped(self, change: Callable[[str], str]) -> "LetterContent":
        """Return a copy with every text passed through ``change``."""
        return replace(
            self,
            title=change(self.title),
            organisation=change(self.organisation),
            address=tuple(change(line) for line in self.address),
            case_number=change(self.case_number),
            case_line=change(self.case_line),
            logo=self.logo and replace(self.logo, alt=change(self.logo.alt)),
            blocks=tuple(_mapped(block, change) for block in self.blocks),
        )


def words_of(text: Text) -> str:
    """Return the words of a text without their tones.

    >>> words_of((Run("Seen on 1/2. "), Run("(D1 p. 3)", Tone.REFERENCE)))
    'Seen on 1/2. (D1 p. 3)'
    """
    return "".join(run.text for run in text)


def _texts_of(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=heading):
            yield heading
        case Paragraph(text=text):
            yield words_of(text)
        case Pairs(pairs=pairs):
            yield from (f"{label}: {words_of(value)}" for label, value in pairs)
        case Table(header=header, rows=rows):
            yield from header
            yield from (words_of(cell) for row in rows for cell in row.cells)
        case Bullets(items=items):
            yield from (words_of(item) for item in items)


def _mapped(block: Block, change: Callable[[str], str]) -> Block:
    def through(text: Text) -> Text:
        return tuple(replace(run, text=change(run.text)) for run in text)

    match block:
        case Heading():
            return replace(block, text=change(block.text))
        case Paragraph():
            return replace(block, text=through(block.text))
        case Pairs():
            pairs = tuple((label, through(value)) for label, value in block.pairs)
            return replace(block, pairs=pairs)
        case Table():
            rows = tuple(
                replace(row, cells=tuple(through(cell) for cell in row.cells))
                for row in block.rows
            )
            return replace(block, rows=rows)
        case Bullets():
            return replace(block, items=tuple(through(item) for item in block.items))
