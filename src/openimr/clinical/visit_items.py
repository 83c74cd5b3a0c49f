"""Words that say what is counted, and numbers beside them, as chains of a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.text import number_in_words

from .visit_words import Told, load_visit_words

_WORDS = (
    r"(?:twenty|thirty|forty|fifty|sixty)(?:[\s-](?:one|two|three|four|five|six|seven"
    r"|eight|nine))?|(?:four|six|seven|eight|nine)teen|ten|eleven|twelve|thirteen|fifteen"
    r"|one|two|three|four|five|six|seven|eight|nine"
)
_ONE = rf"(?:\d{{1,3}}|{_WORDS})"
_NUMBERS = re.compile(
    rf"(?<![\w.$/-])(?:(?P<done>{_ONE})\s+(?:out\s+)?of\s+(?:the\s+|his\s+|her\s+)?(?P<all>{_ONE})"
    rf"|(?P<slashed>\d{{1,3}}(?:\s*/\s*\d{{1,3}}){{1,4}})|(?P<one>{_ONE}))(?![\w%/]|[.,-]\d)"
)
SIGNS = re.compile(r"[\s,;:=|/()#.\-\u2013\u2014]*")
_CODE = re.compile(r"(?:#|\bno\b\.?|\bnumber\b)[\s:]*\Z")
"""Behind "authorization" alone it opens the number of a paper."""

_LONGEST_GAP = 40
_MOST = 300


@dataclass(frozen=True, slots=True)
class Item:
    """A word that says what is counted, or numbers that belong together."""

    start: int
    end: int
    told: Told | None = None
    values: tuple[int, ...] = ()
    pair: bool = False
    """``6 of 12``: the first is part of the second."""


def chains(low: str) -> Iterator[list[Item]]:
    """Yield words and numbers that only signs, units and small words part."""
    chain: list[Item] = []
    for item in _items(low):
        if chain and not _linked(low, chain[-1], item):
            yield chain
            chain = []
        chain.append(item)
    if chain:
        yield chain


def _items(low: str) -> list[Item]:
    """Return words and numbers in order; a longer one covers what lies inside it."""
    items = [
        Item(match.start(), match.end(), told)
        for told, pattern in load_visit_words().kinds.items()
        for match in pattern.finditer(low)
    ]
    if not items:
        return []
    items += _numbers(low)
    kept: list[Item] = []
    for item in sorted(items, key=lambda each: (each.start, -each.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _numbers(low: str) -> Iterator[Item]:
    words = load_visit_words()
    for match in _NUMBERS.finditer(low):
        behind = SIGNS.match(low, match.end())
        at = behind.end() if behind and "\n" not in behind[0] else match.end()
        if words.not_counted.match(low, at) and low[match.end() : at].isspace():
            continue
        told = (match["done"], match["all"]) if match["done"] else None
        told = told or tuple((match["slashed"] or match["one"]).split("/"))
        values = tuple(_value(each) for each in told)
        if all(0 <= value <= _MOST for value in values):
            pair = match["done"] is not None
            yield Item(match.start(), match.end(), None, values, pair)


def _value(words: str) -> int:
    plain = words.strip()
    return int(plain) if plain.isdigit() else number_in_words(plain) or 0


def _linked(low: str, one: Item, other: Item) -> bool:
    """Tell whether only signs, units and small words stand between two items."""
    words = load_visit_words()
    between = low[one.end : other.start]
    if len(between) > _LONGEST_GAP:
        return False
    if one.told and low.startswith("auth", one.start) and _CODE.search(between):
        return words.units.search(between) is not None
    rest = words.between.sub(" ", words.units.sub(" ", between))
    return SIGNS.fullmatch(rest) is not None
