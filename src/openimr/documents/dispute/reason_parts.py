"""Reasons that one paragraph gives for several treatments, told apart by sentence.

A sentence opens the reasons of a treatment where it names it first (``Tramadol: ...``,
``For nortriptyline, ...``) or by number (``Rationale, items 1 and 2.``); what follows
is of the same treatment until the next opening.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.documents.names import is_slip
from openimr.documents.phrases import places_of_words
from openimr.domain import UrOutcome
from openimr.text import find_sentences, fold

from .answers import Answer
from .citing import is_formula
from .knowledge import forms
from .letter_knowledge import letters
from .wording import find_verdict

_NUMBERED = re.compile(
    r"^\W*(?:(?:clinical\s+)?(?:rationale|reasons?|discussion)\W+)?(?:for\s+)?"
    r"(?:items?|requests?|nos?\.|numbers?|treatments?)\s*#?\s*"
    r"(?P<marks>\d{1,2}(?:\s*(?:,\s*and|,|and|&|-|to)\s*\d{1,2})*)\s*[.:,)-]\s*",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\W*(?:clinical\s+)?(?:rationale|reasons?|explanation|discussion|basis)\b\s*"
    r"(?:for\s+(?:the\s+)?(?:decision|determination)\s*)?[:.]\s*",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"^\W*(?:as\s+(?:for|to)|for|regarding|concerning|with\s+(?:respect|regard)\s+to"
    r"|in\s+regards?\s+to|(?:the|your|this)\s+requests?\s+(?:for|of))\s",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?P<label>[^.:;,]{2,60}?)[:.](?=\s|$)")
_MARK = re.compile(r"^\(?(?P<mark>\d{1,2}|[A-Za-z])[.):]\s+")
_LABEL_WORDS = 12
_TITLE_WORDS = 5
_AT_ONCE = 2
_OPENING_WORDS = 3
_FORWARD_WORDS = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter gives as the reasons for one treatment."""

    sentences: tuple[str, ...]
    opened: bool
    """True where a sentence names the treatment; the others are for all."""


def told_apart(
    texts: Sequence[str], answers: Sequence[Answer], table: int = 0
) -> list[Told]:
    """Return for each answer the sentences that give its reasons.

    The first ``table`` texts are rows of one table: its last row opens nothing below.
    A treatment that no sentence opens has those that belong to none in particular.
    """
    names = _own_names(answers)
    own: list[list[str]] = [[] for _ in answers]
    common: list[str] = []
    sentences = list(_sentences(texts))
    once = sum(_HEADING.match(one) is not None for _, one in sentences) < len(answers)
    current: tuple[int, ...] = ()
    before = -1
    for at, sentence in sentences:
        heading = _HEADING.match(sentence)
        if (heading and once) or (at >= table and before < table):
            current = ()
        before = at
        rest = sentence[heading.end() :] if heading else sentence
        opened, said = _opening(rest, names, answers)
        current = opened or current
        if _says(said, answers):
            for part in [own[number] for number in current] or [common]:
                part.append(said)
    return [Told(tuple(part or common), bool(part)) for part in own]


def _sentences(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the sentences before those on the worker's rights, with their text."""
    for at, text in enumerate(texts):
        for sentence in find_sentences(fold(text)):
            words = {word for _, _, word in places_of_words(sentence.text)}
            if words & _RIGHTS and len(words & _PARTIES) > 1:
                return
            yield at, sentence.text


_RIGHTS = frozenset("dispute appeal ask request submit file".split())
_PARTIES = frozenset("you your patient worker form imr days independent".split())


def _says(sentence: str, answers: Sequence[Answer]) -> bool:
    """Tell whether a sentence says more than a treatment's name or its decision."""
    if not any(c.isalpha() for c in sentence):
        return False
    if any(is_formula(sentence, answer.text) for answer in answers):
        return False
    known = forms().formula_words | forms().outcome_words | forms().item_words
    words = [word for _, _, word in places_of_words(sentence)]
    rest = {word for word in words if len(word) > 1 and not word[0].isdigit()} - known
    verdict = find_verdict(sentence)
    if verdict and verdict.start <= _AT_ONCE and len(words) <= _LABEL_WORDS // 2:
        return False
    return not any(
        rest <= {word for _, _, word in places_of_words(answer.text)}
        for answer in answers
    )


def _own_names(answers: Sequence[Answer]) -> list[frozenset[str]]:
    """Return for each treatment the words that name it and no other one."""
    names = [
        {
            word
            for _, _, word in places_of_words(answer.text)
            if word.isalpha() and len(word) > 2
        }
        - letters().common_words
        - forms().formula_words
        for answer in answers
    ]
    return [
        frozenset(one - set().union(*(x for x in names if x is not one)))
        for one in names
    ]


def _opening(
    sentence: str, names: Sequence[frozenset[str]], answers: Sequence[Answer]
) -> tuple[tuple[int, ...], str]:
    """Return the treatments that a sentence opens, and what it says of them."""
    numbered = _NUMBERED.match(sentence)
    if numbered:
        marks = _between(numbered["marks"])
        known = tuple(
            n
            for n, answer in enumerate(answers)
            if (answer.mark or str(n + 1)) in marks
        )
        if known:
            return known, _after_decision(sentence[numbered.end() :])
    listed = _MARK.match(sentence)
    rest = sentence[listed.end() :] if listed else sentence
    for number, answer in enumerate(answers):
        if rest.lower().startswith(answer.text.lower()):
            return (number,), _after_decision(rest)
        if listed and listed["mark"].lower() == (answer.mark or str(number + 1)):
            return (number,), rest
    label = _LABEL.match(sentence)
    longest = _LABEL_WORDS if label and label[0].endswith(":") else _TITLE_WORDS
    if label and len(label["label"].split()) <= longest:
        named = _named(label["label"], names)
        if named:
            return named, _after_decision(sentence[label.end() :].strip() or "")
    reach = _FORWARD_WORDS if _FORWARD.match(sentence) else _OPENING_WORDS
    words = [word for _, _, word in places_of_words(sentence)][:reach]
    named = _named(" ".join(words), names)
    return named, _after_decision(sentence) if named else sentence


def _after_decision(sentence: str) -> str:
    """Take off ``X is not approved:`` before the reason in one sentence."""
    verdict = find_verdict(sentence)
    if verdict is None or verdict.outcome is UrOutcome.APPROVE:
        return sentence
    rest = sentence[verdict.end :]
    return rest.lstrip(" :.,") if rest[:1] in (":", ",") else sentence


def _between(written: str) -> frozenset[str]:
    numbers = [int(figures) for figures in re.findall(r"\d+", written)]
    if len(numbers) == 2 and re.search(r"-|to", written):
        numbers = list(range(numbers[0], numbers[1] + 1))
    return frozenset(str(number) for number in numbers)


def _named(words: str, names: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """Return the treatment whose own name stands in the words, if it is one only."""
    said = {word for _, _, word in places_of_words(words) if len(word) > 2}
    hits = tuple(
        n
        for n, own in enumerate(names)
        if any(a == b or is_slip(a, b) for a in said for b in own)
    )
    return hits if len(hits) == 1 else ()
