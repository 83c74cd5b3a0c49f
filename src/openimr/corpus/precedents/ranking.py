"""Items ranked by nearness, at each step by more of what is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from .asking import Asked, Names
from .candidates import SIDES, Candidates
from .parts import structure
from .profiles import Numbers, Profiles, profile_nearness, telling
from .reading import Words
from .texts import cosines
from .weighing import weights


@dataclass(frozen=True, slots=True)
class Ranked:
    """Items with their nearness by parts and in all."""

    found: Candidates
    profiles: Profiles
    telling: Numbers
    parts: Mapping[str, Numbers]

    def nearness(self) -> Numbers:
        """Return the weighed mean of the parts, 0 to 1 an item."""
        known = weights().parts
        total = sum(known[part] for part in self.parts) or 1.0
        summed = np.zeros(len(self.found))
        for part in sorted(self.parts):
            summed += known[part] * self.parts[part]
        return np.asarray(np.round(summed / total, 6), np.float64)

    def nearest(self, side: str) -> list[int]:
        """Return the rows of one side, nearest first, ties by item id."""
        near, items, sides = self.nearness(), self.found["item"], self.found["decision"]
        rows = [row for row in range(len(items)) if sides[row] == side]
        return sorted(rows, key=lambda row: (-near[row], items[row]))

    def cut(self, most: int) -> "Ranked":
        """Return the nearest items, at most the same number of either side."""
        rows = sorted(row for side in SIDES for row in self.nearest(side)[:most])
        return Ranked(
            self.found.take(rows),
            self.profiles.take(rows),
            self.telling,
            {part: values[rows] for part, values in self.parts.items()},
        )

    def with_text(self, asked: Asked, words: Mapping[str, Words]) -> "Ranked":
        """Return the same items, compared by their words too."""
        read = [words.get(item) for item in self.found["item"]]
        texts = [_text(asked, each) if each else "" for each in read]
        text = cosines(asked.text or asked.requested, texts)
        if text is None:
            return self
        return replace(self, parts={**self.parts, "text": text})


def rank(asked: Asked, names: Names, found: Candidates, profiles: Profiles) -> Ranked:
    """Return items ranked by what is requested and by their criteria."""
    weigh = telling(profiles, found)
    parts = structure(asked, names, found, profiles)
    criteria = profile_nearness(profiles, asked.criteria, weigh)
    if criteria is not None:
        parts["criteria"] = criteria
    return Ranked(found, profiles, weigh, parts)


def again(ranked: Ranked, asked: Asked, names: Names, profiles: Profiles) -> Ranked:
    """Return items ranked anew by profiles that were made since; words stay."""
    anew = rank(asked, names, ranked.found, profiles)
    kept = {part: ranked.parts[part] for part in ranked.parts if part == "text"}
    return replace(anew, parts={**anew.parts, **kept})


def _text(asked: Asked, words: Words) -> str:
    """Return summary for summary; a bare request is held against all that is said."""
    if asked.text:
        return words.summary
    return f"{words.requested} {words.summary} {words.rationale}"
