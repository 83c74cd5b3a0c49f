"""Cut a phrase of the lexicon into its parts, each a pattern with its first words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

Lists = Mapping[str, tuple[str, ...]]
"""Named lists of phrases: ``activity`` -> ``("walk*", "stairs", …)``."""

_TOKEN = re.compile(r"\.\.\.?|<[\w ]+>\??|\(|\)\??|\||[^\s()|<>]+")
_NUMBER = (
    r"(?:\d+(?:\.\d+)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-\w+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|half|hundred)"
)
_GAPS = {"..": 3, "...": 8}
"""Most words that a gap may span."""

_SPACE = r"[\s-]+"
_BETWEEN = r"[\s,/()\"'#-]+"
_WORD = r"[\w.'%+]+"
_SHORT_FORMS = {"with": "w/", "without": "w/o"}
"""A phrase's word also stands for the form that clinicians write."""


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a phrase: its pattern, and the words it may begin with."""

    pattern: str
    firsts: tuple[str, ...] = ()
    """First words of every alternative (``spasm*`` for a prefix); empty for gaps."""

    optional: bool = False
    gap: bool = False
    tight: bool = False
    """Punctuation may touch the words beside it."""


class Reader:
    """Reads one phrase from left to right."""

    def __init__(self, words: str, lists: Lists) -> None:
        self.words = words
        self.lists = lists
        self.tokens = _TOKEN.findall(words)
        self.at = 0

    def parts(self) -> list[Part]:
        """Return the parts in order.

        Raises:
            PhraseError: the phrase is empty or unbalanced, or names an unknown list.
        """
        parts = self._sequence()
        if self.at < len(self.tokens):
            raise PhraseError(f"'{self.words}' closes what it did not open")
        if not parts:
            raise PhraseError("a phrase is empty")
        return parts

    def _sequence(self) -> list[Part]:
        parts = []
        while self.at < len(self.tokens) and self.tokens[self.at][0] not in "|)":
            parts.append(self._part())
        return parts

    def _part(self) -> Part:
        written = self.tokens[self.at]
        self.at += 1
        if written == "(":
            return self._group()
        if written in _GAPS:
            gap = rf"(?:{_BETWEEN}{_WORD}){{0,{_GAPS[written]}}}?{_BETWEEN}"
            return Part(gap, gap=True)
        if written.startswith("<"):
            return self._list(written)
        return _word(written)

    def _group(self) -> Part:
        branches = [self._sequence()]
        while self.at < len(self.tokens) and self.tokens[self.at] == "|":
            self.at += 1
            branches.append(self._sequence())
        if self.at >= len(self.tokens):
            raise PhraseError(f"'{self.words}' opens what it does not close")
        optional = self.tokens[self.at].endswith("?")
        self.at += 1
        return _either(branches, optional=optional)

    def _list(self, token: str) -> Part:
        optional = token.endswith("?")
        name = token.strip("<>?")
        if name == "n":
            return Part(_NUMBER, optional=optional)
        if name not in self.lists:
            raise PhraseError(f"'{self.words}' names the unknown list <{name}>")
        members = self.lists[name]
        if any("<" in member for member in members):
            return _either(_branches(members, self.lists), optional=optional)
        return _plain_list(members, optional)


def _branches(members: Iterable[str], lists: Lists) -> list[list[Part]]:
    ordered = sorted(members, key=lambda each: (-len(each), each))
    return [Reader(member, lists).parts() for member in ordered]


@cache
def _plain_list(members: tuple[str, ...], optional: bool) -> Part:
    """Read a list that names no other once, however many phrases name it."""
    return _either(_branches(members, {}), optional=optional)


def _either(branches: list[list[Part]], *, optional: bool) -> Part:
    firsts: list[str] = []
    for parts in branches:
        if not parts:
            return Part("", optional=True)
        lead = next((part for part in parts if not part.optional), parts[0])
        openers = parts[: parts.index(lead) + 1]
        if not lead.firsts:
            firsts = []
            break
        firsts += [first for part in openers for first in part.firsts]
    pattern = "(?:" + "|".join(join(parts) for parts in branches) + ")"
    return Part(pattern, tuple(dict.fromkeys(firsts)), optional)


def _word(token: str) -> Part:
    optional = token.endswith("?") and len(token) > 1
    token = token[:-1] if optional else token
    if not any(letter.isalnum() for letter in token):
        return Part(re.escape(token), optional=optional, tight=True)
    if token in _SHORT_FORMS:
        short = _SHORT_FORMS[token]
        return Part(f"(?:{token}|{short})", (token, short), optional)
    # "flare-up", "flare up" and "flareup" are one word to whoever writes it.
    stem = re.escape(token.rstrip("*")).replace(r"\-", r"[\s-]?")
    firsts = tuple(dict.fromkeys((token, token.replace("-", ""))))
    return Part(stem + (r"\w*" if token.endswith("*") else ""), firsts, optional)


def join(parts: list[Part]) -> str:
    """Put separators between the parts, each inside what may be missing."""
    pieces: list[str] = []
    for at, part in enumerate(parts):
        before = parts[at - 1] if at else None
        if before is None or part.gap or before.gap:
            space = ""
        elif part.tight or before.tight:
            space = r"\s*"
        else:
            space = _SPACE
        leading_optional = all(each.optional for each in parts[:at])
        if part.optional and at + 1 < len(parts) and leading_optional:
            pieces.append(f"(?:{part.pattern}{_SPACE})?")
        elif part.optional:
            pieces.append(f"(?:{space}{part.pattern})?")
        elif leading_optional:
            pieces.append(part.pattern)
        else:
            pieces.append(space + part.pattern)
    return "".join(pieces)
