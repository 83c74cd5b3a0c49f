"""The marks and words that a query is made of."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from rapidfuzz import process

from openimr.errors import QueryError

from .fields import BY_NAME, FIELDS, Field, named

MOST_CHARACTERS = 4000
_BLANK = re.compile(r"\s+")
_FIELD = re.compile(r"([^\W\d_][\w-]*):")
_WORD = re.compile(r"[^\s()\"]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_BROKEN = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no text of a letter holds."""

_NEAR_ENOUGH = 60


class Sort(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    FIELD = auto()
    PHRASE = auto()
    WORD = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A mark or word, and the characters that it stands at."""

    sort: Sort
    written: str
    start: int
    end: int
    field: Field | None = None


_MARKS = {"(": Sort.OPEN, ")": Sort.CLOSE}
_OPERATORS = {"OR": Sort.OR, "AND": Sort.AND, "NOT": Sort.NOT}


def tokens_of(query: str) -> list[Token]:
    """Return the tokens of a query, an END last.

    Raises:
        QueryError: a quotation mark without its other, an unknown field, too long.
    """
    if len(query) > MOST_CHARACTERS:
        raise QueryError(
            MOST_CHARACTERS,
            f"it is longer than {MOST_CHARACTERS} characters",
            "Ask with fewer words.",
        )
    text = _BROKEN.sub("\ufffd", query.translate(_QUOTES))
    found: list[Token] = []
    at = 0
    while True:
        blank = _BLANK.match(text, at)
        at = blank.end() if blank else at
        if at == len(text):
            break
        found.append(_next(text, at, found[-1] if found else None))
        at = found[-1].end
    found.append(Token(Sort.END, "", at, at))
    return found


def _next(text: str, at: int, before: Token | None) -> Token:
    if text[at] in _MARKS:
        return Token(_MARKS[text[at]], text[at], at, at + 1)
    if text[at] == '"':
        return _phrase(text, at)
    value = before is not None and before.sort is Sort.FIELD and before.end == at
    if not value:
        if text[at] == "-" and at + 1 < len(text) and not text[at + 1].isspace():
            return Token(Sort.NOT, "-", at, at + 1)
        named = _FIELD.match(text, at)
        if named:
            return Token(Sort.FIELD, named[1], at, named.end(), _field(named[1], at))
    return _word(text, at, value=value)


def _phrase(text: str, at: int) -> Token:
    end = text.find('"', at + 1)
    if end < 0:
        raise QueryError(at, "a quotation mark without its other", 'Add a closing ".')
    return Token(Sort.PHRASE, text[at + 1 : end], at, end + 1)


def _word(text: str, at: int, *, value: bool) -> Token:
    match = _WORD.match(text, at)
    end = match.end() if match else at + 1
    word = text[at:end]
    sort = Sort.WORD if value else _OPERATORS.get(word, Sort.WORD)
    return Token(sort, word, at, end)


def _field(name: str, at: int) -> Field:
    known = BY_NAME.get(name.casefold().replace("-", "_"))
    if known is not None:
        return known
    names = sorted(BY_NAME)
    near = process.extractOne(name.casefold(), names, score_cutoff=_NEAR_ENOUGH)
    cure = (
        f"Did you mean {near[0]}:?"
        if near
        else f'Use one of {named(FIELDS)}; or quote it: "{name[:40]}:".'
    )
    raise QueryError(at, f"no field {name[:40]}", cure)
