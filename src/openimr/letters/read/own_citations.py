"""The guideline line of our own letters, taken apart at its fixed words."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from openimr.domain import LetterCitation, Span

from .parts import Cited

_SENTENCE = re.compile(
    r"(?:(?<=\.)\s|\A)(?=Decision based on |Other Medical Treatment Guideline or )"
)
_BASED_ON = re.compile(
    r"Decision based on (?P<name>.+?)(?:, Section\(s\): (?P<topic>.+?))?"
    r"(?: Page\(s\): (?P<pages>[^\[\]]+?))?(?P<mark> \[page not verified\])?\.?\Z"
)
_OTHER = "Other Medical Treatment Guideline or Medical Evidence: "
_UNVERIFIED = " [page not verified]"
_NONE = "MTUS: None"
_NO_GUIDELINE = re.compile(r"\s*\[no guideline of the library addresses this item\]\Z")


def read_own_citations(words: str, start: int) -> Cited:
    """Return what the guideline line of our own letter cites.

    Args:
        words: what stands behind the label.
        start: the place of the words in the letter's text.
    """
    citations: list[LetterCitation] = []
    other: list[str] = []
    at = 0
    for sentence in _SENTENCE.split(words):
        at = words.index(sentence, at)
        said = _NO_GUIDELINE.sub("", sentence).strip()
        if said.startswith(_OTHER):
            evidence = said.removeprefix(_OTHER).removesuffix(".")
            other.append(evidence.removesuffix(_UNVERIFIED))
        elif (match := _BASED_ON.match(said)) and match["name"] != _NONE:
            citations.append(_citation(match, said, start + at))
    return Cited(tuple(citations), tuple(other))


def _citation(match: re.Match[str], said: str, start: int) -> LetterCitation:
    verbatim = said.removesuffix(".").removesuffix(_UNVERIFIED)
    return LetterCitation(
        guideline=_own_names().get(match["name"]),
        name=match["name"].removeprefix("Non-MTUS Citation "),
        topic=match["topic"],
        pages=match["pages"],
        verbatim=verbatim,
        span=Span(start, start + len(verbatim)),
        unverified=match["mark"] is not None,
    )


@cache
def _own_names() -> Mapping[str, str]:
    source = files(__package__).joinpath("own_names.yaml").read_text("utf-8")
    names: Mapping[str, str] = yaml.safe_load(source)
    return names
