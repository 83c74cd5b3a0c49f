r"""A small language for the words that records use, and its compiler.

Lexicon files are written by clinicians, so cues are phrases, not regular expressions:

========================  =====================================================
``flare up``              these words, apart by spaces or hyphens
``x-ray``                 also written apart or as one word
``spasm*``                any word that begins so
``(no|without) spasm``    alternatives, of one word or several
``muscle? spasm``         a word or group that may be missing
``worse .. pain``         up to three words between
``able to ... walk``      up to eight words between
``<activity>``            a list of phrases from ``words.yaml``
``<n>``                   a number in figures or words
``with``, ``without``     also as ``w/`` and ``w/o``
``, : / + ( %``           punctuation, where it matters
========================  =====================================================

Every phrase has an *anchor*, a word that it cannot do without, so that a sentence is
compared only with the few phrases whose anchor it holds.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

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

_COMMON = frozenset(
    (
        "a able about after again all also and any are as at back be been before both "
        "but by can could day days did do does due during each for from get gets got "
        "has have having he her him his if in into is it its less made make may more "
        "most much no none not now of off on one or other out over pain patient per "
        "reports same she since so some states still such than that the their them "
        "then there these they this to today two under until up use used very was well "
        "were when which while who will with without worse would yet"
    ).split()
)
"""Words too frequent to be worth an anchor while another will do."""

_MOST_BESIDES = 12
"""Looking for more words than this costs as much as trying the pattern."""


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One element of a phrase: its pattern, and the words it may begin with."""

    pattern: str
    firsts: tuple[str, ...] = ()
    """First words of every alternative (``spasm*`` for a prefix); empty for gaps."""

    optional: bool = False
    gap: bool = False
    tight: bool = False
    """Punctuation may touch the words beside it."""


@dataclass(frozen=True)
class Phrase:
    """A phrase that was read; most of a lexicon is never searched for in one case."""

    words: str
    """The phrase as the lexicon writes it."""

    expression: str
    """The regular expression that it stands for."""

    anchors: tuple[str, ...]
    """A sentence that holds none of these words cannot match."""

    leads: tuple[str, ...] = ()
    """Words that the phrase can begin with; empty where it begins with a number."""

    besides: tuple[str, ...] = ()
    """Letters of which a match holds some beside the anchor; empty where none must."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the expression compiled, which costs a hundred times its reading."""
        return re.compile(self.expression)


def compile_phrase(words: str, lists: Lists) -> Phrase:
    """Compile one phrase.

    >>> phrase = compile_phrase("(no|without) muscle? spasm*", {})
    >>> phrase.anchors, phrase.pattern.search("there are no spasms").group()
    (('spasm*',), 'no spasms')

    Raises:
        PhraseError: the phrase is empty, unbalanced, names an unknown list or has no
            word to hold on to.
    """
    parts = _Reader(words, lists).parts()
    body = _join(parts)
    anchor, *others = _needed(parts, words)
    anchors = tuple(dict.fromkeys(map(_bare, anchor.firsts)))
    return Phrase(words, _bounded(body), anchors, _leads(parts), _besides(others))


def alternatives(words: Iterable[str], lists: Lists) -> re.Pattern[str]:
    """Compile several phrases into one pattern, the longest first.

    Raises:
        PhraseError: one of them cannot be read.
    """
    ordered = sorted(words, key=lambda each: (-len(each), each))
    bodies = [_join(_Reader(each, lists).parts()) for each in ordered]
    return re.compile(_bounded("(?:" + "|".join(bodies) + ")"))


def check_phrase(words: str, lists: Lists) -> None:
    """Refuse a phrase that cannot be read, such as a member of a list.

    Raises:
        PhraseError: as for ``compile_phrase``, but a number alone is allowed.
    """
    _Reader(words, lists).parts()


def _bounded(body: str) -> str:
    return rf"(?<![\w]){body}(?![\w])"


def _join(parts: list[_Part]) -> str:
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


def _needed(parts: list[_Part], words: str) -> list[_Part]:
    """Return the parts that a match cannot do without, the most telling one first."""
    wanted = [part for part in parts if part.firsts and not part.optional]
    if not wanted:
        raise PhraseError(f"'{words}' has no word to hold on to")
    return sorted(wanted, key=_cost)


def _besides(parts: list[_Part]) -> tuple[str, ...]:
    if not parts or len(parts[0].firsts) > _MOST_BESIDES:
        return ()
    runs = [re.search(r"[a-z0-9]+", first) for first in parts[0].firsts]
    return tuple(dict.fromkeys(run[0] if run else "" for run in runs))


def _leads(parts: list[_Part]) -> tuple[str, ...]:
    leads: list[str] = []
    for part in parts:
        if not part.firsts:
            return ()
        leads += map(_bare, part.firsts)
        if not part.optional:
            break
    return tuple(dict.fromkeys(leads))


def _bare(first: str) -> str:
    """Return the run of letters that the anchor opens with: ``x`` of ``x-ray``."""
    lead = re.match(r"[a-z0-9]+", first)
    if lead is None:
        raise PhraseError(f"'{first}' does not begin with a letter or figure")
    return first if first == lead[0] + "*" else lead[0]


def _cost(part: _Part) -> tuple[int, int]:
    common = sum(first.rstrip("*") in _COMMON for first in part.firsts)
    short = sum(len(first.rstrip("*")) < 4 for first in part.firsts)
    return 20 * common + 3 * short + len(part.firsts), -len(part.firsts[0])


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(self, words: str, lists: Lists) -> None:
        self.words = words
        self.lists = lists
        self.tokens = _TOKEN.findall(words)
        self.at = 0

    def parts(self) -> list[_Part]:
        parts = self._sequence()
        if self.at < len(self.tokens):
            raise PhraseError(f"'{self.words}' closes what it did not open")
        if not parts:
            raise PhraseError("a phrase is empty")
        return parts

    def _sequence(self) -> list[_Part]:
        parts = []
        while self.at < len(self.tokens) and self.tokens[self.at][0] not in "|)":
            parts.append(self._part())
        return parts

    def _part(self) -> _Part:
        written = self.tokens[self.at]
        self.at += 1
        if written == "(":
            return self._group()
        if written in _GAPS:
            gap = rf"(?:{_BETWEEN}{_WORD}){{0,{_GAPS[written]}}}?{_BETWEEN}"
            return _Part(gap, gap=True)
        if written.startswith("<"):
            return self._list(written)
        return _word(written)

    def _group(self) -> _Part:
        branches = [self._sequence()]
        while self.at < len(self.tokens) and self.tokens[self.at] == "|":
            self.at += 1
            branches.append(self._sequence())
        if self.at >= len(self.tokens):
            raise PhraseError(f"'{self.words}' opens what it does not close")
        optional = self.tokens[self.at].endswith("?")
        self.at += 1
        return _either(branches, optional=optional)

    def _list(self, token: str) -> _Part:
        optional = token.endswith("?")
        name = token.strip("<>?")
        if name == "n":
            return _Part(_NUMBER, optional=optional)
        if name not in self.lists:
            raise PhraseError(f"'{self.words}' names the unknown list <{name}>")
        members = self.lists[name]
        if any("<" in member for member in members):
            return _either(_branches(members, self.lists), optional=optional)
        return _plain_list(members, optional)


def _branches(members: Iterable[str], lists: Lists) -> list[list[_Part]]:
    ordered = sorted(members, key=lambda each: (-len(each), each))
    return [_Reader(member, lists).parts() for member in ordered]


@cache
def _plain_list(members: tuple[str, ...], optional: bool) -> _Part:
    """Read a list that names no other once, however many phrases name it."""
    return _either(_branches(members, {}), optional=optional)


def _either(branches: list[list[_Part]], *, optional: bool) -> _Part:
    firsts: list[str] = []
    for parts in branches:
        if not parts:
            return _Part("", optional=True)
        lead = next((part for part in parts if not part.optional), parts[0])
        openers = parts[: parts.index(lead) + 1]
        if not lead.firsts:
            firsts = []
            break
        firsts += [first for part in openers for first in part.firsts]
    pattern = "(?:" + "|".join(_join(parts) for parts in branches) + ")"
    return _Part(pattern, tuple(dict.fromkeys(firsts)), optional)


def _word(token: str) -> _Part:
    optional = token.endswith("?") and len(token) > 1
    token = token[:-1] if optional else token
    if not any(letter.isalnum() for letter in token):
        return _Part(re.escape(token), optional=optional, tight=True)
    if token in _SHORT_FORMS:
        short = _SHORT_FORMS[token]
        return _Part(f"(?:{token}|{short})", (token, short), optional)
    # "flare-up", "flare up" and "flareup" are one word to whoever writes it.
    stem = re.escape(token.rstrip("*")).replace(r"\-", r"[\s-]?")
    firsts = tuple(dict.fromkeys((token, token.replace("-", ""))))
    return _Part(stem + (r"\w*" if token.endswith("*") else ""), firsts, optional)
