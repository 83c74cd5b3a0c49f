"""The words of ``cited_evidence.yaml``, ready to be looked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from openimr.documents.knowledge import entry, load, phrases
from openimr.documents.phrases import PhraseBook
from openimr.domain import CitedBy, StudyDesign
from openimr.errors import KnowledgeError

_FILE = "cited_evidence.yaml"
_KEYS = frozenset(
    {
        "guidelines", "designs", "blinded", "low_bias", "bias", "harms", "attached",
        "recommending", "boilerplate", "studying", "no_authors", "told_of", "challenge",
    }
)  # fmt: skip
_CHALLENGE = frozenset(
    {
        "verbs",
        "objects",
        "others",
        "recited",
        "excluded",
        "variance",
        "justified",
        "examples",
    }
)


@dataclass(frozen=True, slots=True)
class ChallengeWords:
    """How a challenge of the MTUS is worded, and what only sounds like one."""

    verbs: re.Pattern[str]
    objects: re.Pattern[str]
    others: re.Pattern[str]
    excluded: re.Pattern[str]
    recited: re.Pattern[str]
    variance: re.Pattern[str]
    justified: re.Pattern[str]
    examples: Mapping[str, tuple[str, ...]]
    """``clear``, ``variance`` and ``none``: sentences that a test walks."""


@dataclass(frozen=True, slots=True)
class CitingWords:
    """Everything that tells a citation and what kind of study it names."""

    guidelines: PhraseBook[str]
    names: re.Pattern[str]
    """The same names, for a first look at a page."""

    designs: PhraseBook[StudyDesign]
    design_order: tuple[StudyDesign, ...]
    bias: PhraseBook[str]
    plain: Mapping[str, PhraseBook[bool]]
    """Books of the lists that mean one thing: ``blinded``, ``harms`` and so on."""

    no_authors: frozenset[str]
    told_of: Mapping[CitedBy, re.Pattern[str]]
    challenge: ChallengeWords


@cache
def citing_words() -> CitingWords:
    """Return the words, loaded once.

    Raises:
        KnowledgeError: the file is broken, or a pattern in it cannot be read.
    """
    data = entry(load(_FILE), _KEYS, _FILE)
    designs = _mapping(data, "designs")
    plain = ("blinded", "low_bias", "harms", "attached", "recommending")
    return CitingWords(
        guidelines=_book(_mapping(data, "guidelines")),
        names=_names(_mapping(data, "guidelines")),
        designs=PhraseBook(
            (text, StudyDesign(name))
            for name, texts in designs.items()
            for text in texts
        ),
        design_order=tuple(StudyDesign(name) for name in designs),
        bias=_book(_mapping(data, "bias")),
        plain={
            key: PhraseBook((text, True) for text in phrases(data[key], _at(key)))
            for key in (*plain, "boilerplate", "studying")
        },
        no_authors=frozenset(phrases(data["no_authors"], _at("no_authors"))),
        told_of={
            CitedBy(name): _either(texts, f"told_of, {name}")
            for name, texts in _mapping(data, "told_of").items()
        },
        challenge=_challenge(entry(data["challenge"], _CHALLENGE, _at("challenge"))),
    )


def _challenge(data: Mapping[str, Any]) -> ChallengeWords:
    def one(key: str) -> re.Pattern[str]:
        return _either((str(data[key]),), f"challenge, {key}")

    def several(key: str) -> re.Pattern[str]:
        texts = phrases(data[key], _at(f"challenge, {key}"))
        return _either(texts, f"challenge, {key}")

    return ChallengeWords(
        verbs=one("verbs"),
        objects=one("objects"),
        others=one("others"),
        excluded=several("excluded"),
        recited=several("recited"),
        variance=several("variance"),
        justified=one("justified"),
        examples=_mapping(data, "examples"),
    )


def _at(key: str) -> str:
    return f"{_FILE}, {key}"


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, tuple[str, ...]]:
    node = data[key]
    if not isinstance(node, Mapping):
        raise KnowledgeError(_at(key), "no keys and values", "Give a mapping.")
    return {str(name): phrases(texts, _at(key)) for name, texts in node.items()}


def _book(texts: Mapping[str, tuple[str, ...]]) -> PhraseBook[str]:
    return PhraseBook((text, name) for name, some in texts.items() for text in some)


def _names(texts: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    every = sorted({text for some in texts.values() for text in some})
    either = "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in every)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


def _either(texts: tuple[str, ...], key: str) -> re.Pattern[str]:
    try:
        return re.compile("|".join(rf"\b(?:{text})" for text in texts), re.IGNORECASE)
    except re.error as problem:
        cure = "Correct the pattern."
        raise KnowledgeError(_at(key), "no pattern", cure) from problem
