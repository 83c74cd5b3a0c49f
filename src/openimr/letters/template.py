"""Templates: how a letter of one layout is built up, headed and set.

A template is a pair of files in ``data/templates``: ``<name>.yaml`` with sections,
headings and looks of the Word file, ``<name>.typ`` with looks of the PDF.  The writer
builds by it, the reader finds its way by its headings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from openimr.domain import LetterFormat
from openimr.errors import UnknownKeyError

STANDARD = "modern"
"""The template of a letter for which none is asked."""

_FOLDER = files("openimr.letters").joinpath("data", "templates")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLook:
    """How the Word file looks."""

    typeface: str
    margin: float
    """Left and right, in inches."""

    styles: tuple[tuple[str, float, bool, float, float], ...]
    """Name of a built-in style, size, bold, space before and after, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A layout of letters."""

    name: str
    format: LetterFormat
    titles: Mapping[str, str]
    """By ``final``, ``draft`` and ``what_if``."""

    sections: tuple[str, ...]
    headings: Mapping[str, str]
    leads: Mapping[str, str]
    item: tuple[str, ...]
    word: WordLook
    layout: str
    """The PDF's layout, in typst."""

    def order(self) -> tuple[str, ...]:
        """Return the headings that every letter of this layout has, in their order."""
        there_always = ("reviewer", "documents", "summary", "items")
        return tuple(
            self.headings[section]
            for section in self.sections
            if section in there_always
        )


@cache
def template_names() -> tuple[str, ...]:
    """Return the names of all templates, in alphabetical order."""
    return tuple(
        sorted(
            entry.name.removesuffix(".yaml")
            for entry in _FOLDER.iterdir()
            if entry.name.endswith(".yaml")
        )
    )


@cache
def template(name: str = STANDARD) -> Template:
    """Return a template by its name.

    Raises:
        UnknownKeyError: there is none of that name.
    """
    if name not in template_names():
        raise UnknownKeyError("letter format", name, template_names())
    said = yaml.safe_load(_FOLDER.joinpath(f"{name}.yaml").read_text("utf-8"))
    word = said["word"]
    return Template(
        name=name,
        format=LetterFormat(said["format"]),
        titles=said["titles"],
        sections=tuple(said["sections"]),
        headings=said["headings"],
        leads=said.get("leads", {}),
        item=tuple(said["item"]),
        word=WordLook(
            typeface=word["typeface"],
            margin=word["margin"],
            styles=tuple((*style,) for style in word["styles"]),
        ),
        layout=_FOLDER.joinpath(f"{name}.typ").read_text("utf-8"),
    )
