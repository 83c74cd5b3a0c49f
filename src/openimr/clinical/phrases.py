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
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .phrase_parts import Lists, Part, PhraseError, Reader, join

__all__ = [
    "Lists",
    "Phrase",
    "PhraseError",
    "alternatives",
    "check_phrase",
    "compile_phrase",
]

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
    parts = Reader(words, lists).parts()
    body = join(parts)
    anchor, *others = _needed(parts, words)
    anchors = tuple(dict.fromkeys(map(_bare, anchor.firsts)))
    return Phrase(words, _bounded(body), anchors, _leads(parts), _besides(others))


def alternatives(words: Iterable[str], lists: Lists) -> re.Pattern[str]:
    """Compile several phrases into one pattern, the longest first.

    Raises:
        PhraseError: one of them cannot be read.
    """
    ordered = sorted(words, key=lambda each: (-len(each), each))
    bodies = [join(Reader(each, lists).parts()) for each in ordered]
    return re.compile(_bounded("(?:" + "|".join(bodies) + ")"))


def check_phrase(words: str, lists: Lists) -> None:
    """Refuse a phrase that cannot be read, such as a member of a list.

    Raises:
        PhraseError: as for ``compile_phrase``, but a number alone is allowed.
    """
    Reader(words, lists).parts()


def _bounded(body: str) -> str:
    return rf"(?<![\w]){body}(?![\w])"


def _needed(parts: list[Part], words: str) -> list[Part]:
    """Return the parts that a match cannot do without, the most telling one first."""
    wanted = [part for part in parts if part.firsts and not part.optional]
    if not wanted:
        raise PhraseError(f"'{words}' has no word to hold on to")
    return sorted(wanted, key=_cost)


def _besides(parts: list[Part]) -> tuple[str, ...]:
    if not parts or len(parts[0].firsts) > _MOST_BESIDES:
        return ()
    runs = [re.search(r"[a-z0-9]+", first) for first in parts[0].firsts]
    return tuple(dict.fromkeys(run[0] if run else "" for run in runs))


def _leads(parts: list[Part]) -> tuple[str, ...]:
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


def _cost(part: Part) -> tuple[int, int]:
    common = sum(first.rstrip("*") in _COMMON for first in part.firsts)
    short = sum(len(first.rstrip("*")) < 4 for first in part.firsts)
    return 20 * common + 3 * short + len(part.firsts), -len(part.firsts[0])
