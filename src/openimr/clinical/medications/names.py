"""Recognise drugs, combinations and classes of drugs by name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from openimr.clinical import knowledge
from openimr.clinical.drugs import load_drugs
from openimr.clinical.phrases import compile_phrase
from openimr.domain import Drug

from .spelling import Spellings

MEDICATIONS = "medications"
"""The class of which every drug is a member: medicines in general."""

_WORDS = re.compile(r"[a-z0-9]+")
_SPECIALTY = re.compile(
    r"\b(?:physical|pain|internal|occupational|family|emergency|sports?|rehabilitation"
    r"|rehab|electrodiagnostic|addiction|sleep|preventive|regenerative|injury"
    r"|neuromuscular|musculoskeletal|spine|nuclear|college of|school of|legal)"
    r"\s+medicine\Z"
)
_ALIAS = re.compile(
    r"\s*[(/]?\s*(?:generic(?: for)?|brand(?: name)?|same as)?\s*[(/]?\s*\Z"
)
_SHORTEST_CUT = 8
"""Pharmacy printouts cut names at a fixed width; shorter stumps are ambiguous."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name on a page."""

    start: int
    end: int
    drug: str
    """Generic name, or the class where only a class is named."""

    others: tuple[str, ...] = ()
    """The other substances of a combination."""

    of_class: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    pattern: re.Pattern[str]
    drug: str
    others: tuple[str, ...] = ()
    of_class: bool = False
    written: str = ""


@dataclass(frozen=True)
class DrugNames:
    """Every name of every drug, looked up by its first word."""

    drugs: tuple[Drug, ...]
    _exact: dict[str, list[_Name]] = field(default_factory=dict)
    _known: dict[str, tuple[_Name, ...]] = field(default_factory=dict)
    _stems: list[tuple[str, _Name]] = field(default_factory=list)
    _cuts: dict[str, dict[str, _Name]] = field(default_factory=dict)
    """Stumps of names, each with the names of the drugs that it stands for."""

    _classes: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for drug in self.drugs:
            self._classes[drug.name] = frozenset(drug.classes) | {MEDICATIONS}
            self._add_drug(drug)
        for name, phrases in load_classes().items():
            for phrase in phrases:
                compiled = compile_phrase(phrase, {})
                entry = _Name(compiled.pattern, name, of_class=True)
                for anchor in compiled.leads:
                    self._file(anchor, entry)
        for names in self._exact.values():
            names.sort(key=lambda each: -len(each.pattern.pattern))

    def _add_drug(self, drug: Drug) -> None:
        combined = dict(drug.combined_with)
        for written in (drug.name, *drug.synonyms, *drug.brands):
            low = written.lower()
            entry = _Name(_pattern(low), drug.name, combined.get(low, ()), written=low)
            first = _WORDS.findall(low)[0]
            self._file(first, entry)
            if first == low:
                for end in range(_SHORTEST_CUT, len(low)):
                    self._cuts.setdefault(low[:end], {})[drug.name] = entry

    @cached_property
    def _spellings(self) -> Spellings:
        """Return the first words of names, to know misspelt ones by."""
        return Spellings(
            first
            for first, names in self._exact.items()
            if first.isalpha() and any(not each.of_class for each in names)
        )

    def _file(self, anchor: str, entry: _Name) -> None:
        if anchor.endswith("*"):
            self._stems.append((anchor, entry))
        else:
            self._exact.setdefault(anchor, []).append(entry)

    def find(self, low: str) -> list[NameHit]:
        """Return the names in a lower-case text, in order, the longest of several.

        >>> [(h.drug, h.others) for h in drug_names().find("norco and ms contin")]
        [('hydrocodone', ('acetaminophen',)), ('morphine', ())]
        """
        known = self._known
        hits: list[NameHit] = []
        reached = 0
        for word in _WORDS.finditer(low):
            text = word[0]
            names = known.get(text)
            if names is None:
                names = self._look_up(text)
            if names and word.start() >= reached:
                hit = _match(names, low, word.start())
                if hit is not None and not _is_specialty(low, hit):
                    hits.append(hit)
                    reached = hit.end
        return hits

    def _look_up(self, word: str) -> tuple[_Name, ...]:
        names = list(self._exact.get(word, ()))
        names += [entry for stem, entry in self._stems if word.startswith(stem[:-1])]
        names = names or list(self._cut(word)) or list(self._misspelt(word))
        if len(self._known) < 200_000:
            self._known[word] = tuple(names)
        return tuple(names)

    def _cut(self, word: str) -> Iterator[_Name]:
        """Yield the name whose stump a word is, where it is one drug's only."""
        stumps = self._cuts.get(word, {})
        if len(stumps) == 1:
            pattern = re.compile(rf"{re.escape(word)}(?![a-z])")
            yield replace(next(iter(stumps.values())), pattern=pattern)

    def _misspelt(self, word: str) -> Iterator[_Name]:
        for first in self._spellings.like(word):
            for entry in self._exact[first]:
                if not entry.of_class:
                    pattern = _pattern(word + entry.written[len(first) :])
                    yield replace(entry, pattern=pattern)

    def classes(self, drug: str) -> frozenset[str]:
        """Return the classes of a drug; a class is a member of itself.

        >>> sorted(drug_names().classes("baclofen"))
        ['antispasticity drug', 'medications', 'muscle relaxant']
        """
        return self._classes.get(drug, frozenset({drug, MEDICATIONS}))

    def is_one_of(self, drug: str, wanted: Iterable[str]) -> bool:
        """Tell whether a drug is among some drugs and classes."""
        names = set(wanted)
        return drug in names or bool(self.classes(drug) & names)

    def recognise(self, words: str) -> str | None:
        """Return the generic name of the first drug in a request's words."""
        for hit in self.find(words.lower()):
            if not hit.of_class:
                return hit.drug
        return None


@cache
def drug_names() -> DrugNames:
    """Return the names of the lexicon's drugs.

    Raises:
        KnowledgeError: a data file breaks its schema, with file and line.
    """
    return DrugNames(load_drugs())


@cache
def load_classes() -> dict[str, tuple[str, ...]]:
    """Return the phrases for each class of drugs.

    Raises:
        KnowledgeError: the file breaks its schema, or names an unknown class.
    """
    source = knowledge.read("classes.yaml")
    known = {name for drug in load_drugs() for name in drug.classes} | {MEDICATIONS}
    classes: dict[str, tuple[str, ...]] = {}
    for name, entry in source.fields().items():
        if name not in known:
            raise entry.wrong(f"unknown class '{name}'", "Use one of drugs.yaml.")
        for item in entry.items():
            item.phrase()  # refused here, where the file and line are known
        classes[name] = entry.texts()
    return classes


def _is_specialty(low: str, hit: NameHit) -> bool:
    """Tell ``Pain Medicine`` from a medicine."""
    return (
        hit.of_class
        and _SPECIALTY.search(low, max(0, hit.start - 24), hit.end) is not None
    )


def _match(names: tuple[_Name, ...], low: str, start: int) -> NameHit | None:
    best: NameHit | None = None
    for name in names:
        found = name.pattern.match(low, start)
        if found and (best is None or found.end() > best.end):
            best = NameHit(start, found.end(), name.drug, name.others, name.of_class)
    return best


def _pattern(name: str) -> re.Pattern[str]:
    pieces = []
    for char in name:
        if char == " ":
            pieces.append(r"\s+")
        elif char in "/-":
            pieces.append(r"\s*[/-]\s*")
        else:
            pieces.append(re.escape(char))
    return re.compile("".join(pieces) + r"(?:'?s)?(?![a-z0-9])")


def merged(low: str, names: DrugNames) -> Iterator[NameHit]:
    """Yield the names of a text, each joined with its other name right behind it.

    ``Norco (hydrocodone/APAP)`` and ``Zanaflex (tizanidine)`` are one mention each.
    """
    held: NameHit | None = None
    for hit in names.find(low):
        if held is None:
            held = hit
        elif _same_drug(held, hit, names) and _ALIAS.match(low, held.end, hit.start):
            others = tuple(dict.fromkeys((*held.others, *_beside(held, hit))))
            held = replace(held, end=hit.end, others=others)
        else:
            yield held
            held = hit
    if held is not None:
        yield held


def _same_drug(first: NameHit, second: NameHit, names: DrugNames) -> bool:
    if first.of_class or second.of_class:
        return False
    return second.drug == first.drug or second.drug in first.others


def _beside(first: NameHit, second: NameHit) -> tuple[str, ...]:
    return (*(() if second.drug == first.drug else (second.drug,)), *second.others)
