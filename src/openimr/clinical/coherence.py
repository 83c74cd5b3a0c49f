"""How sentences hang together: enumerations, clauses, sections, heads of notes."""

import re
from functools import cache
from itertools import pairwise

from .drugs import load_drugs
from .pages import ReadPage
from .sections import SectionKind
from .subjects import Named

_TELLING = frozenset(
    {SectionKind.COMPLAINT, SectionKind.FUNCTION, SectionKind.NARRATIVE}
)
_LIST_GAP = 14
"""Characters between names that still belong to one enumeration."""

_AGAINST_EFFECTS = frozenset({"laxative", "stool softener", "ppi", "antiemetic"})

_THERAPIST = re.compile(
    r"\b(?:D?PT\b|P\.T\.|[Pp]hysical [Tt]herap|PHYSICAL THERAP|[Pp]hysio)"
)


def of_a_therapist(page: ReadPage, sentences: int) -> bool:
    """Tell whether a physical therapist's head stands in the first sentences."""
    last = page.sentences[min(sentences, len(page.sentences)) - 1]
    return _THERAPIST.search(page.clean.text, 0, last.end) is not None


@cache
def relievers() -> frozenset[str]:
    """Return drugs that are taken against what other drugs do.

    "Bowels move with senna. No drowsiness." goes on about the opioid.
    """
    return frozenset(
        drug.name for drug in load_drugs() if _AGAINST_EFFECTS & set(drug.classes)
    )


def goes_on(before: SectionKind, section: SectionKind) -> bool:
    """Tell whether a section continues the talk of another: labels within a history."""
    return before is section or (before in _TELLING and section in _TELLING)


def breaks(between: str) -> bool:
    """Tell whether words between two names end a clause."""
    return ";" in between or " but " in between or ". " in between


def listed(low: str, one: Named, other: Named, named: list[Named]) -> bool:
    """Tell whether two names stand in one enumeration: "naproxen, Soma and Norco"."""
    first, second = sorted((one, other), key=lambda each: each.start)
    chain = [each for each in named if first.start <= each.start <= second.start]
    return all(
        after.start - before.end <= _LIST_GAP
        and not breaks(low[before.end : after.start])
        for before, after in pairwise(chain)
    )
