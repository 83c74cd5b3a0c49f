"""What a user wants to know of a case as it is not: facts and guideline supposed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from openimr.domain import (
    DisputedItem,
    FactDefinition,
    Finding,
    LintFinding,
    Quantity,
    Supposed,
    Supposition,
)
from openimr.errors import WhatIfError
from openimr.review.questions import criteria_of

from .engine import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Facts and a guideline to go by in place of those of the case."""

    supposed: tuple[Supposition, ...] = ()
    edition: str | None = None
    """Id of the guideline to hold the items against."""

    item: str | None = None
    """Words that an item must hold for any of this to apply to it."""

    def __bool__(self) -> bool:
        """Tell whether anything is supposed at all."""
        return bool(self.supposed) or self.edition is not None

    def concerns(self, item: DisputedItem) -> bool:
        """Tell whether it applies to a disputed item."""
        wanted = (self.item or "").casefold()
        return wanted in item.details.requested.casefold()

    def of(self, item: DisputedItem) -> "WhatIf":
        """Return what is supposed for one item: this, or nothing."""
        return self if self.concerns(item) else WhatIf()

    def entries(self, items: Sequence[DisputedItem]) -> tuple[Supposed, ...]:
        """Return what was supposed, as the determination lists it."""
        numbers = self._numbers(items)
        return tuple(
            Supposed(
                fact=wish.fact,
                finding=wish.finding,
                value=None if wish.value is None else str(wish.value),
                items=numbers,
            )
            for wish in self.supposed
        )

    def notices(
        self, items: Sequence[DisputedItem], known: Knowledge
    ) -> tuple[LintFinding, ...]:
        """Return a notice that the outcome is no proposal, and what it supposes."""
        if not self:
            return ()
        told = [str(wish) for wish in self.supposed]
        if self.edition is not None:
            told.append(f"{self.edition} as the guideline")
        which = ", ".join(map(str, self._numbers(items)))
        said = f"A what-if, not a proposal: supposed for item {which}: "
        idle = [
            wish.fact for wish in self.supposed if not self._asked(wish, items, known)
        ]
        tail = f"  No criterion asks for {', '.join(idle)}." if idle else ""
        message = f"{said}{'; '.join(told)}.{tail}"
        return (LintFinding(check="what-if", severity="info", message=message),)

    def _numbers(self, items: Sequence[DisputedItem]) -> tuple[int, ...]:
        return tuple(
            number for number, item in enumerate(items, start=1) if self.concerns(item)
        )

    def _asked(
        self, wish: Supposition, items: Sequence[DisputedItem], known: Knowledge
    ) -> bool:
        return any(
            rule.fact == wish.fact
            for item in items
            if self.concerns(item)
            for edition in known.standards(item.details.treatment).editions
            for rule in criteria_of(edition)
        )

    def check(self, items: Sequence[DisputedItem], known: Knowledge) -> None:
        """Refuse what would apply to no item of the case.

        Raises:
            WhatIfError: no item holds the words, or the guideline speaks of none.
        """
        concerned = [item for item in items if self.concerns(item)]
        if self.item is not None and not concerned:
            place = self.item
            problem = "no disputed item holds these words"
            cure = "Run the review without --item to see them."
            raise WhatIfError(place, problem, cure)
        if self.edition is None:
            return
        speaking = {
            edition.guideline
            for item in concerned
            for edition in known.standards(item.details.treatment).editions
            if edition.required is not None
        }
        if self.edition not in speaking:
            problem = "it holds no criteria for any disputed item"
            raise WhatIfError(self.edition, problem, _choices(speaking))


def read_what_if(
    suppose: Sequence[str], edition: str | None, item: str | None, known: Knowledge
) -> WhatIf:
    """Read what a user supposes.

    ``suppose`` holds words such as ``muscle_spasm_exam=present`` or
    ``duration_of_use=2 weeks``; of two about one fact the last one counts.

    Raises:
        WhatIfError: a fact, a value or the guideline is not known.
    """
    wishes = [_supposition(words, known) for words in suppose]
    if edition is not None and edition not in known.library.sources:
        raise WhatIfError(
            edition,
            "no guideline has that id",
            _nearest(edition, list(known.library.sources)),
        )
    if item is not None and not wishes and edition is None:
        problem = "nothing is supposed for it"
        raise WhatIfError(item, problem, "Add --suppose or --edition.")
    last = {wish.fact: wish for wish in wishes}
    return WhatIf(supposed=tuple(last.values()), edition=edition, item=item)


def _supposition(words: str, known: Knowledge) -> Supposition:
    place = words
    name, equals, value = (part.strip() for part in words.partition("="))
    if not equals or not value:
        cure = "Write FACT=VALUE, such as muscle_spasm_exam=present."
        raise WhatIfError(place, "it names no value", cure)
    fact = known.library.facts.get(name)
    if fact is None:
        cure = _nearest(name, list(known.library.facts))
        raise WhatIfError(place, f"no fact is called '{name}'", cure)
    if value.lower() in set(Finding):
        return Supposition(fact=name, finding=Finding(value.lower()))
    number = _number(value, fact, place)
    return Supposition(fact=name, finding=Finding.PRESENT, value=number)


def _number(value: str, fact: FactDefinition, place: str) -> Quantity:
    """Read a number in the unit of the fact; nothing is converted."""
    if fact.unit is None:
        problem = "the fact is not a number"
        raise WhatIfError(place, problem, "Give present, absent or silent.")
    cure = f"Give a number of {fact.unit}, or present, absent, silent."
    try:
        number = Quantity.parse(value)
    except ValueError:
        raise WhatIfError(place, "the value is not known", cure) from None
    own = Quantity(number.value, fact.unit)
    if not math.isfinite(number.value):
        raise WhatIfError(place, "the number is too large", cure)
    single = str(Quantity(1, fact.unit)).removeprefix("1 ")
    if number.unit.lower() in ("", single) or number.comparable(own):
        return own
    raise WhatIfError(place, f"the fact is counted in {fact.unit}", cure)


def _nearest(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, sorted(known), n=3, cutoff=0.5)
    return _choices(near or known)


def _choices(words: Iterable[str]) -> str:
    known = list(dict.fromkeys(sorted(words)))
    return f"Choose from: {', '.join(known)}." if known else "Leave it out."
