"""Summaries as the model may see them: no word of the outcome, of age or sex."""

import re
from functools import cache
from importlib.resources import files

import yaml

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n{2,}|\f")
_WORD = re.compile(r"[a-z][a-z'-]*[a-z]")


def words_of(summary: str | None) -> list[str]:
    """Return the lower-case words that may be learnt from, in order.

    Sentences that tell of an outcome go whole; words that tell age or sex are taken
    out; numbers are no words.

    >>> words_of("She is a 45-year-old woman with spasm.  The MRI was denied.")
    ['is', 'with', 'spasm']
    """
    outcome, person = _patterns()
    found: list[str] = []
    folded = " ".join((summary or "").lower().replace("\u2019", "'").split(" "))
    for sentence in _SENTENCE.split(folded):
        if not outcome.search(" ".join(sentence.split())):
            found += _WORD.findall(person.sub(" ", sentence))
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    text = files(__package__).joinpath("words.yaml").read_text("utf-8")
    known = yaml.safe_load(text)
    return _any(known["outcome"]), _any(known["person"])


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")
