"""Texts of pages and letters, each in English and Spanish side by side.

They stand in ``texts/*.yaml`` of the apps named in :data:`ROOMS` and not in catalogues
of gettext: a text that lacks a language, or whose blanks differ, is refused when it is
read, and nothing has to be compiled.  Days are written by :mod:`openimr.plain`, which
writes them in the reader's version of a letter.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml
from django.utils.functional import lazy
from django.utils.translation import get_language

from openimr.errors import KnowledgeError
from openimr.plain import Language, speech

ROOMS = ("workbench.languages", "workbench.parties")
_BLANK = re.compile(r"\{(\w+)\}")


def spoken() -> Language:
    """Return the language of this page or letter."""
    return Language.ES if (get_language() or "").startswith("es") else Language.EN


def say(key: str, /, **blanks: object) -> str:
    """Return a text in the language of this page, its blanks filled in.

    ``key`` is the name of the file and that of the text: ``site.log_out``.

    Raises:
        KnowledgeError: there is no such text, or a blank of it is not filled in.
    """
    text = texts()[spoken()].get(key)
    if text is None:
        raise KnowledgeError(key, "there is no such text", "Add it in every language.")
    lacking = set(_BLANK.findall(text)) - set(blanks)
    if lacking:
        name = min(lacking)
        raise KnowledgeError(key, f"nothing is given for '{name}'", "Give it.")
    return _BLANK.sub(lambda blank: str(blanks[blank[1]]), text)


def has(key: str) -> bool:
    """Tell whether there is such a text."""
    return key in texts()[spoken()]


say_later = lazy(say, str)
"""The same, said when the page is made: for menus and forms."""


def for_script(file: str) -> str:
    """Return the texts of a file as JSON, blanks as they stand, for a page's script."""
    start = f"{file}."
    held = texts()[spoken()].items()
    own = {key.removeprefix(start): text for key, text in held if key.startswith(start)}
    return json.dumps(own, ensure_ascii=False)


def day(date: dt.date) -> str:
    """Return a date with its weekday, written out in the language of this page."""
    weekday = say(f"days.{date:%w}")
    return say("days.form", weekday=weekday, day=speech(spoken()).day(date))


@cache
def texts() -> Mapping[Language, Mapping[str, str]]:
    """Return all texts by language and key; read once a process.

    Raises:
        KnowledgeError: a text lacks a language, or its blanks differ.
    """
    both = {key: pair for room in ROOMS for key, pair in _of_room(room)}
    return {
        language: {key: checked(key, pair)[language] for key, pair in both.items()}
        for language in Language
    }


def _of_room(room: str) -> list[tuple[str, Mapping[str, str]]]:
    folder = files(room).joinpath("texts")
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    read = {
        file.name.removesuffix(".yaml"): yaml.safe_load(file.read_text("utf-8"))
        for file in found
        if file.name.endswith(".yaml")
    }
    return [
        (f"{name}.{key}", pair)
        for name, held in read.items()
        for key, pair in held.items()
    ]


def checked(key: str, pair: Mapping[str, str]) -> Mapping[str, str]:
    """Return the two texts of a key after making sure that they belong together.

    Raises:
        KnowledgeError: one is missing, or their blanks differ.
    """
    if set(pair) != set(Language) or not all(text.strip() for text in pair.values()):
        problem = "it is not there in every language"
        raise KnowledgeError(key, problem, f"Give {' and '.join(Language)}.")
    if len({frozenset(_BLANK.findall(text)) for text in pair.values()}) > 1:
        problem = "its blanks differ between languages"
        raise KnowledgeError(key, problem, "Use the same names in braces.")
    return pair
