"""Read one line of directions, with or without the drug's name in it."""

from .directions import Directions, read_directions
from .names import NameHit, drug_names, merged
from .packs import packed


def read_sig(text: str) -> Directions:
    """Return what one line of directions says; any text is allowed.

    >>> sig = read_sig("Norco 10/325 1 po qid prn #120, no refills")
    >>> sig.units_per_day, sig.days, sig.refills
    (4.0, 30.0, 0)
    >>> read_sig("two baclofen a day").units_per_day
    2.0
    """
    low = " ".join(text.lower().split())
    hit = next((each for each in merged(low, drug_names()) if not each.of_class), None)
    if hit is None:
        return read_directions(low)
    known = _around(low, hit)
    return packed(known, low[hit.start : hit.end])


def _around(low: str, hit: NameHit) -> Directions:
    """Read what follows a name; what stands before it counts where that is less."""
    behind, before = low[hit.end :], low[: hit.start].strip(" ,;:")
    if not before:
        return read_directions(behind)
    if before[:1] == "#":
        return read_directions(f"{behind}, {before}")
    return read_directions(f"{before} {behind.strip()}")
