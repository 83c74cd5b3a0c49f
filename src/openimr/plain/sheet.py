"""What a sheet says, in reading order, printed by every format."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from .speech import Language


class Role(StrEnum):
    """What running text is for."""

    BODY = "body"
    NOTICE = "notice"
    """What nobody may overlook: that a draft is no decision."""

    CITED = "cited"
    """A guideline in the letter's own words, and what is not sure about it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text."""

    text: str
    strong: bool = False
    name: bool = False
    """True for words taken over as they stand: of the request, of a guideline's title,
    of a record.  They are English on every sheet."""


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an item or a section."""

    text: Text


@dataclass(frozen=True, slots=True)
class Words:
    """Running text."""

    text: Text
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A point to tick off, with what is known about it, label by label."""

    title: Text
    rows: tuple[tuple[str, Text], ...]


Block = Heading | Words | Bullets | Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document of few pages."""

    language: Language
    title: str
    case_line: str
    page_words: tuple[str, str]
    """``Page`` and ``of``, in the sheet's language."""

    draft: bool
    day: dt.date | None
    """Date of the data; stands in the properties of the PDF."""

    blocks: tuple[Block, ...]

    def mapped(self, change: Callable[[str], str]) -> "Sheet":
        """Return a copy with every text passed through ``change``."""
        blocks = tuple(_mapped(block, change) for block in self.blocks)
        return replace(
            self,
            title=change(self.title),
            case_line=change(self.case_line),
            blocks=blocks,
        )


def said(*words: str) -> Text:
    """Return plain words as a text."""
    return tuple(Run(each) for each in words)


def words_of(text: Text) -> str:
    """Return the words of a text.

    >>> words_of((Run("Your doctor asked for "), Run("baclofen", strong=True)))
    'Your doctor asked for baclofen'
    """
    return "".join(run.text for run in text)


def _mapped(block: Block, change: Callable[[str], str]) -> Block:
    def through(text: Text) -> Text:
        return tuple(replace(run, text=change(run.text)) for run in text)

    match block:
        case Heading() | Words():
            return replace(block, text=through(block.text))
        case Bullets(items=items):
            return Bullets(tuple(map(through, items)))
        case Check(title=title, rows=rows):
            kept = tuple((label, through(value)) for label, value in rows)
            return Check(through(title), kept)
