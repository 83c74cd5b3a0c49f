"""What tells who somebody is by its form: numbers, addresses, titled names.

Kinds and forms are data (``identifiers.yaml``), after the eighteen identifiers of
45 CFR 164.514(b)(2)(i).  Names without a title have no form; they have to be known.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from openimr.errors import KnowledgeError

_FILE = "identifiers.yaml"
_KEYS = {"id", "what", "hipaa", "sure", "pattern", "found", "passed"}
_GROUPS = ("it", "it2")

_NO_PERSON = frozenset(
    "physician doctor treating requesting advisor reviewer provider pain management "
    "medicine orthopaedic orthopedic surgery spine attending consulting primary care "
    "board certified expert independent evaluator family internal physical therapy "
    "qualified agreed medical".split()
)
"""Words of a role that stands where a name would: ``Physician Advisor, M.D.``"""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierKind:
    """One kind of words that tell who somebody is."""

    id: str
    what: str
    """The kind in words, such as ``telephone number``."""

    hipaa: str
    """Letter in 45 CFR 164.514(b)(2)(i), ``A`` to ``R``."""

    sure: bool
    """Whether the form alone tells, whatever the text is about."""

    pattern: re.Pattern[str]
    found: tuple[tuple[str, str], ...]
    """Examples: a text, and the words found in it."""

    passed: tuple[str, ...]
    """Texts that hold nothing of the kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """Words that tell who somebody is, and where they stand."""

    kind: IdentifierKind
    start: int
    end: int
    """Half-open offsets into the text."""

    verbatim: str


def find_identifiers(text: str) -> Iterator[Identifier]:
    """Yield what tells who somebody is, in order and without overlap.

    Where two kinds find the same words the one that stands first in the data wins.

    >>> found = find_identifiers("Claim Number: PC-00-418837, call (559) 555-0142.")
    >>> [(each.kind.id, each.verbatim) for each in found]
    [('claim_number', 'PC-00-418837'), ('phone', '(559) 555-0142')]
    >>> list(find_identifiers("brown discharge, pain 7/10, Norco 10/325 mg"))
    []
    """
    taken: list[Identifier] = []
    for kind in identifier_kinds().values():
        for each in _of_kind(kind, text):
            if all(each.end <= one.start or one.end <= each.start for one in taken):
                taken.append(each)
    yield from sorted(taken, key=lambda each: each.start)


def _of_kind(kind: IdentifierKind, text: str) -> Iterator[Identifier]:
    for match in kind.pattern.finditer(text):
        group = next(g for g in _GROUPS if match.groupdict().get(g) is not None)
        words = re.findall(r"[a-z]{2,}", match[group].lower())
        if kind.hipaa == "A" and not _NO_PERSON.isdisjoint(words):
            continue
        start, end = match.span(group)
        yield Identifier(kind=kind, start=start, end=end, verbatim=match[group])


@cache
def identifier_kinds() -> Mapping[str, IdentifierKind]:
    """Return the kinds by id, in the order of the data.

    Raises:
        KnowledgeError: an entry breaks the schema; the message names it.
    """
    text = files(__package__).joinpath(_FILE).read_text("utf-8")
    entries = yaml.safe_load(text)["kinds"]
    kinds = [_kind(number, entry) for number, entry in enumerate(entries, 1)]
    return MappingProxyType({kind.id: kind for kind in kinds})


def _kind(number: int, entry: Mapping[str, object]) -> IdentifierKind:
    if set(entry) != _KEYS or entry["sure"] not in {"yes", "no"}:
        raise _broken(number, "its keys are not those of the schema")
    try:
        pattern = re.compile(str(entry["pattern"]), re.VERBOSE)
    except re.error:
        raise _broken(number, "its pattern is no regular expression") from None
    if "it" not in pattern.groupindex:
        raise _broken(number, "its pattern has no group called it")
    found, passed = entry["found"], entry["passed"]
    if not isinstance(found, list) or not isinstance(passed, list):
        raise _broken(number, "its examples are no lists")
    return IdentifierKind(
        id=str(entry["id"]),
        what=str(entry["what"]),
        hipaa=str(entry["hipaa"]),
        sure=entry["sure"] == "yes",
        pattern=pattern,
        found=tuple((str(text), str(words)) for text, words in found),
        passed=tuple(map(str, passed)),
    )


def _broken(number: int, problem: str) -> KnowledgeError:
    place = f"{_FILE}: kinds[{number - 1}]"
    return KnowledgeError(place, problem, "Compare it with its neighbours.")
