"""Find what a rationale claims of the records: documented, or not documented."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from openimr.domain import Letter
from openimr.text import find_sentences

_FILE = "claims.yaml"
_MOST = 240
"""Letters of one claim; longer ones are lists that other signs should have cut."""

_QUOTED = re.compile(r"\u201c[^\u201d]*\u201d|\"[^\"]*\"")
"""Words of others, which the rationale repeats and does not claim."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that a letter says of the records."""

    item: int
    """Number of the disputed item, from 1."""

    claim: str
    """The sentence part that makes the claim, as written."""

    about: str
    """What is claimed to be documented or not, as written."""

    denied: bool
    """True for 'not documented'."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two ways of speaking that cannot both be true."""

    one: re.Pattern[str]
    other: re.Pattern[str]
    says: str


@dataclass(frozen=True, slots=True)
class _Sayings:
    """What ``claims.yaml`` holds."""

    words: Mapping[str, list[str]]
    contradictions: tuple[Contradiction, ...]


@cache
def _sayings() -> _Sayings:
    words = yaml.safe_load(files(__package__).joinpath(_FILE).read_text("utf-8"))
    pairs = tuple(
        Contradiction(
            re.compile(pair["one"], re.IGNORECASE),
            re.compile(pair["other"], re.IGNORECASE),
            pair["says"],
        )
        for pair in words.pop("contradictions")
    )
    return _Sayings(words, pairs)


def contradictions() -> tuple[Contradiction, ...]:
    """Return the pairs of sayings that exclude each other."""
    return _sayings().contradictions


def is_general(heading: str) -> bool:
    """Tell whether a guideline's chapter speaks of every treatment."""
    return " ".join(heading.lower().split()) in _sayings().words["general_chapters"]


def _any(name: str) -> str:
    return "(?:" + "|".join(_sayings().words[name]) + ")"


@cache
def _denials() -> tuple[re.Pattern[str], ...]:
    about = r"(?P<about>[^.;]+)"
    nouns, verbs = _any("nouns"), _any("verbs")
    return tuple(
        re.compile(each, re.IGNORECASE)
        for each in (
            r"\b(?:no|without(?: any)?|not any|lack of|absence of)\s+(?:\w+\s+){0,2}?"
            rf"{nouns}\s+(?:of|that|regarding|for|to\s+\w+)\s+{about}",
            rf"\b{_any('papers')}\b[^.;]{{0,40}}?\b(?:do|does|did)\s+not\s+{verbs}\s+"
            rf"{about}",
            rf"\b(?:no|none of)\s+{about}?\s+(?:is|are|was|were)\s+(?:\w+\s+)?"
            rf"{_any('participles')}\b",
            rf"\bfails?\s+to\s+{verbs}\s+{about}",
            rf"(?P<about>[^.;,:]+?)\s+(?:is|are|was|were|has\s+been|have\s+been)\s+not\s+"
            rf"(?:\w+\s+)?{_any('participles')}\b",
        )
    )


@cache
def _claims() -> tuple[re.Pattern[str], ...]:
    about = r"(?P<about>[^.;]+)"
    verbs = "(?:" + "|".join(f"{verb}s?" for verb in _sayings().words["verbs"]) + ")"
    return tuple(
        re.compile(each, re.IGNORECASE)
        for each in (
            rf"\bthere\s+is\s+(?:\w+\s+)?{_any('nouns')}\s+(?:of|that)\s+{about}",
            rf"\b{_any('papers')}\s+(?:clearly\s+)?{verbs}\s+(?:that\s+)?{about}",
            r"(?P<about>[^.;,:]+?)\s+(?:is|are|was|were)\s+(?:clearly\s+|well\s+)?"
            r"(?:documented|recorded)\b",
        )
    )


@cache
def _of_others() -> re.Pattern[str]:
    words = _any("others")
    return re.compile(
        rf"\b(?:{words})\b[^.]{{0,80}}?\b(?:states?|says?|said|recommends?|requires?"
        rf"|identif\w+|wants?|denied|notes?|finds?|found|rationale|reason)\b",
        re.IGNORECASE,
    )


def claims(letter: Letter) -> Iterator[Clause]:
    """Yield what the rationales claim of the records, in order.

    Sentences that tell what a guideline or utilization review says are passed over.
    """
    for number, item in enumerate(letter.items, 1):
        for sentence in sentences(item.rationale_text or ""):
            if _of_others().search(sentence) is None:
                yield from _of_sentence(number, sentence)


def own_words(text: str) -> str:
    """Return a text without what it quotes and what it tells of guidelines and UR."""
    told = sentences(_QUOTED.sub("", text))
    return " ".join(each for each in told if _of_others().search(each) is None)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, white space folded."""
    for sentence in find_sentences(text):
        yield " ".join(text[sentence.start : sentence.end].split())


def _of_sentence(number: int, sentence: str) -> Iterator[Clause]:
    for part in _QUOTED.sub("", sentence).split(";"):
        denied = _first(_denials(), part)
        found = denied or _first(_claims(), part)
        if found is not None:
            about = found["about"].strip(" ,:")[:_MOST]
            yield Clause(number, part.strip(), about, denied is not None)


def _first(patterns: tuple[re.Pattern[str], ...], part: str) -> re.Match[str] | None:
    found = (pattern.search(part) for pattern in patterns)
    return next((match for match in found if match is not None), None)
