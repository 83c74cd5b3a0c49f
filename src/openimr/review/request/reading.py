"""One request being read."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from openimr.domain import ItemKind, RequestDetails
from openimr.text import fold, lowered, same_length

from . import amounts, places
from .frequency import find_frequency, names_frequency
from .knowledge import GeneralWords
from .named import Named
from .spelling import letters_again
from .strength import find_strength, without_strengths
from .treatments import DrugName
from .words import Found, read_words

_DATE = re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b")
_RETROSPECTIVE = re.compile(
    r"\bretro(?:spective(?:ly)?|active(?:ly)?)?\b|\bd\.?o\.?s\b"
    r"|\bdates?\s+of\s+service\b|\b(?:dispensed|performed|provided|rendered)\s+on\b"
)
_RETROSPECTIVE_HINTS = ("retro", "dos", "d.o", "service", "ed on")
_PURCHASE = re.compile(r"\bpurchased?\b")
_RENTAL = re.compile(r"\brent(?:al|als|ed)?\b")
_DIGIT = re.compile(r"\d")
_DIGIT_OR_NUMBER_SIGN = re.compile(r"[\d#]")

LONGEST = 1000
"""Characters that are looked at; a longer request is a page gone astray."""

_IN_UNITS = frozenset({ItemKind.DRUG, ItemKind.DEVICE, ItemKind.TEST, ItemKind.OTHER})
"""Kinds that are asked for in units; of the others visits are counted."""

_WITH_STRENGTH = frozenset({ItemKind.DRUG, ItemKind.INJECTION, ItemKind.OTHER})


class Recogniser(Protocol):
    """What a reading needs of its reader: names and general words."""

    general: GeneralWords

    def spelt(self, words: Iterable[str]) -> list[str]:
        """Return words as names are compared."""

    def named(self, words: Sequence[str]) -> Named:
        """Return what spelt words name."""


class Reading:
    """The words of one request and what is found among them."""

    def __init__(self, reader: Recogniser, text: str) -> None:
        self.written = fold(text)
        self.plain = letters_again(lowered(same_length(self.written[:LONGEST])))
        self.has_figures = _DIGIT.search(self.plain) is not None
        self.words = read_words(self.plain)
        self.spelt = reader.spelt(word[0] for word in self.words)
        self.general = reader.general
        self.named = reader.named(self.spelt)
        self.family, self.drugs = self.named.family, self.named.drugs
        self.kind = self.named.kind

    def details(self) -> RequestDetails:
        """Return the parts of the request."""
        drug = self._drug()
        undated = self.plain
        if undated.count("/") + undated.count("-") > 1:
            undated = _DATE.sub(lambda match: " " * len(match[0]), undated)
        level, rest = (
            (None, undated)
            if self.kind is ItemKind.DRUG or not self.has_figures
            else places.find_levels(undated)
        )
        strength = self._strength(undated, drug)
        asked = self._without_names(rest)
        if strength is not None or "%" in asked or "mg" in asked:
            asked = without_strengths(asked)
        if not amounts.NUMBER_WORDS.isdisjoint(self.spelt) or "(" in asked:
            asked = amounts.in_figures(asked)
        return RequestDetails(
            requested=self.written,
            treatment=self.family.family.id if self.family else None,
            kind=self.kind,
            drug=drug.means.drug if drug else None,
            brand=self._brand(drug),
            strength=strength,
            form=self.named.form,
            quantity=amounts.find_quantity(
                asked, self.kind, strength_given=strength is not None
            ),
            refills=amounts.find_refills(asked),
            frequency=self._frequency(rest),
            visits=self._visits(asked),
            body_part=self._body_part(level),
            side=places.find_side(self.plain)
            if places.names_side(self.spelt)
            else None,
            level=level,
            duration=amounts.find_duration(asked),
            purchase=self._purchase(),
            retrospective=self._is_retrospective(),
        )

    def _drug(self) -> Found[DrugName] | None:
        """Return the one drug that is asked for; a mixture has none."""
        if not self.drugs or len({found.means.drug for found in self.drugs}) > 1:
            return None
        if self.family is None:
            return self.drugs[0]
        own = self.family.family
        is_drug = own.kind is ItemKind.DRUG and own.ingredients_needed == 1
        of_family = self.drugs[0].means.drug in own.ingredients
        return self.drugs[0] if is_drug or of_family else None

    def _brand(self, drug: Found[DrugName] | None) -> str | None:
        if drug is None:
            return None
        for found in self.drugs:
            if found.means.is_brand:
                start = self.words[found.first].start()
                return self.written[start : self.words[found.after - 1].end()]
        return None

    def _strength(self, text: str, drug: Found[DrugName] | None) -> str | None:
        if self.kind not in _WITH_STRENGTH or not self.has_figures:
            return None
        ends = self.words[drug.after - 1].end() if drug else None
        return find_strength(text, drug_ends=ends, one_drug=drug is not None)

    def _without_names(self, text: str) -> str:
        """Blank names that hold figures, such as ``Tylenol #3``."""
        for found in self.drugs:
            start = self.words[found.first].start()
            end = self.words[found.after - 1].end()
            if _DIGIT_OR_NUMBER_SIGN.search(text, start, end):
                text = text[:start] + " " * (end - start) + text[end:]
        return text

    def _visits(self, asked: str) -> int | None:
        if self.kind in _IN_UNITS or not _DIGIT.search(asked):
            return None
        return amounts.find_visits(asked, is_program=self.kind is ItemKind.PROGRAM)

    def _frequency(self, text: str) -> str | None:
        if self.kind is not ItemKind.DRUG and (match := amounts.find_schedule(text)):
            return self.written[match.start() : match.end()].strip()
        if not names_frequency(self.spelt):
            return None
        span = find_frequency(text)
        return self.written[span[0] : span[1]].strip() if span else None

    def _body_part(self, level: str | None) -> str | None:
        if not self.named.body_parts and level:
            return self.general.levels[level[0].lower()]
        return ", ".join(self.named.body_parts) or None

    def _is_retrospective(self) -> bool:
        """Look closer only where the words can say so."""
        if not any(map(self.plain.__contains__, _RETROSPECTIVE_HINTS)):
            return False
        return _RETROSPECTIVE.search(self.plain) is not None

    def _purchase(self) -> bool | None:
        if "purchase" not in self.plain and "rent" not in self.plain:
            return None
        bought = _PURCHASE.search(self.plain) is not None
        rented = _RENTAL.search(self.plain) is not None
        return None if bought == rented else bought
