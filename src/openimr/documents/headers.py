"""Names, dates of birth and claim numbers in the header of a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from openimr.text import find_dates

from .knowledge import entry, load, phrases
from .names import PersonName, parse_name
from .phrases import words_of
from .views import PageView

_TOP = frozenset(
    {
        "name_labels",
        "weak_name_labels",
        "other_peoples_names",
        "birth_labels",
        "claim_labels",
        "same_given_names",
    }
)
_WORD = r"[A-Z][A-Za-z'\u00c0-\u024f-]*(?![\w-])\.?(?!\s*:)"
_LAST_FIRST = rf"{_WORD}(?:[ ]{_WORD})?,[ ]+{_WORD}(?:[ ]{_WORD})?"
_NAME = re.compile(rf"{_LAST_FIRST}|{_WORD}(?:[ ]{_WORD}){{1,3}}")
_CREDENTIALED = re.compile(
    rf"{_WORD}(?:[ ]{_WORD}){{0,3}},?[ ]+(?:M\.?D|D\.?O|D\.?C|D\.?P\.?M|Ph\.?D|Psy\.?D"
    r"|P\.?T|D\.?P\.?T|O\.?T\.?R|L\.?Ac|N\.?P|P\.?A(?:-C)?|R\.?N|Q\.?M\.?E|Esq)\b"
)
"""A name that is followed by a degree is a physician's, not the patient's."""

_BEFORE_PERSON = re.compile(
    rf"(?:^|\s{{2,}})(?P<name>{_LAST_FIRST})\s*[.,;]?\s+"
    r"(?:DOB|D\.O\.B|DOI|D/I|age\b|[MF]\b|MRN|\d{1,3}\s*(?:[MF]\b|y/?o\b)|\d+[/-]\d+[/-]\d+)"
)
_PARTICULARS = re.compile(
    r"\b(?:[Cc]lient|CLIENT|[Mm]ember|MEMBER)\b.*\b(?:DOB|D\.O\.B|DOI|D/I|MRN)\b"
)
"""Words that only follow a patient's name: ``Client: Ines Orr   DOI 02/02/2011``."""

_BIRTH_WITHIN = 24


@dataclass(frozen=True, slots=True)
class HeadIdentity:
    """The identifiers in the header of one document."""

    names: tuple[PersonName, ...] = ()
    """Names that can only be the patient's."""

    mentioned: tuple[PersonName, ...] = ()
    """Names that may be the patient's, such as after ``RE:``."""

    births: tuple[date, ...] = ()
    claims: tuple[str, ...] = ()
    """Claim numbers in capitals, without spaces and dashes."""


@dataclass(frozen=True, slots=True)
class _Label:
    words: frozenset[str]
    """First words: a line without any of them is not searched."""

    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Labels:
    name: _Label
    weak: _Label
    birth: _Label
    claim: _Label
    others: frozenset[str]
    """Words before "name" that make it somebody else's."""


@cache
def _first_words() -> frozenset[str]:
    labels = _labels()
    every = (labels.name, labels.weak, labels.birth, labels.claim)
    return frozenset().union(*(label.words for label in every))


@cache
def _labels() -> _Labels:
    data = entry(load("identity.yaml"), _TOP, "identity.yaml")

    def texts(key: str) -> tuple[str, ...]:
        return phrases(data[key], f"identity.yaml, {key}")

    def label(key: str, pattern: str) -> _Label:
        firsts = frozenset(words_of(text)[0] for text in texts(key))
        return _Label(firsts, re.compile(pattern.replace("LABEL", _any_of(texts(key)))))

    before_name = r"(?<!\w)(?i:LABEL)(?!\w)(?:\s*\([^)]*\))?\s*[.:]*\s+"
    number = r"(?P<claim>[A-Z0-9][A-Z0-9-]{4,24})(?![\w-])"
    return _Labels(
        name=label("name_labels", before_name),
        weak=label("weak_name_labels", before_name),
        birth=label("birth_labels", r"(?<!\w)(?i:LABEL)(?!\w)\W{0,6}"),
        others=frozenset(texts("other_peoples_names")),
        claim=label(
            "claim_labels", rf"(?<!\w)(?i:LABEL)\b\s*(?:[:#.]|no\.?|number)*\s*{number}"
        ),
    )


def _any_of(texts: Sequence[str]) -> str:
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return "|".join(re.escape(t).replace(r"\ ", r"\s*") for t in longest_first)


@cache
def given_name_sets() -> dict[str, int]:
    """Return for each given name that has short forms the number of its set."""
    sets = entry(load("identity.yaml"), _TOP, "identity.yaml")["same_given_names"]
    return {
        name: number
        for number, names in enumerate(sets)
        for name in phrases(names, "identity.yaml, same_given_names")
    }


def read_head(page: PageView, lines: int, foot: int = 0) -> HeadIdentity:
    """Return the identifiers in the first lines of a page, and in its last ones."""
    labels = _labels()
    names: list[PersonName] = []
    mentioned: list[PersonName] = []
    births: list[date] = []
    claims: list[str] = []
    own = [line for line in range(len(page.lines)) if line not in page.stamps]
    for line in (*own[:lines], *own[max(lines, len(own) - foot) :]):
        text, words = page.lines[line], page.words[line]
        if "," in text:
            names += _unlabelled(text)
        if not _first_words().isdisjoint(words):
            names += _names(labels.name, text, words)
            weak = list(_names(labels.weak, text, words))
            mentioned += weak
            if _PARTICULARS.search(text):
                names += weak
            births += _births(labels.birth, text, words)
            claims += _claims(labels.claim, text, words)
    return HeadIdentity(tuple(names), tuple(mentioned), tuple(births), tuple(claims))


def _names(label: _Label, text: str, words: Sequence[str]) -> Iterator[PersonName]:
    if label.words.isdisjoint(words):
        return
    for match in label.pattern.finditer(text):
        before = words_of(text[: match.start()])[-1:]
        if not _labels().others.isdisjoint(before):
            continue
        if _CREDENTIALED.match(text, match.end()):
            continue
        written = _NAME.match(text, match.end())
        name = parse_name(written[0]) if written else None
        if name is not None:
            yield name


def _unlabelled(text: str) -> Iterator[PersonName]:
    """Yield ``ORR, INES 45 F`` and the like."""
    match = _BEFORE_PERSON.search(text)
    name = parse_name(match["name"]) if match else None
    if name is not None:
        yield name


def _births(label: _Label, text: str, words: Sequence[str]) -> Iterator[date]:
    if label.words.isdisjoint(words):
        return
    for match in label.pattern.finditer(text):
        after = text[match.end() : match.end() + _BIRTH_WITHIN]
        nearest = next(find_dates(after), None)
        if nearest and nearest.start <= 2 and nearest.value:
            yield nearest.value


def _claims(label: _Label, text: str, words: Sequence[str]) -> Iterator[str]:
    if label.words.isdisjoint(words):
        return
    for match in label.pattern.finditer(text):
        claim = "".join(c for c in match["claim"] if c.isalnum())
        if sum(c.isdigit() for c in claim) >= 3:
            yield claim
