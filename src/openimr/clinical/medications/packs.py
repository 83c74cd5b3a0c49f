"""What is packed for one course: a dose pack lasts as long as its label says."""

from dataclasses import replace
from functools import cache

from openimr.clinical import knowledge

from .directions import Directions

_KEYS = ("name", "units", "days")


@cache
def packs() -> dict[str, tuple[float, float]]:
    """Return units and days of what is packed for a course, by its name.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    known: dict[str, tuple[float, float]] = {}
    for entry in knowledge.read("packs.yaml").items():
        fields = entry.fields(_KEYS)
        units = entry.required(fields, "units").whole()
        days = entry.required(fields, "days").whole()
        known[entry.required(fields, "name").text()] = float(units), float(days)
    return known


def packed(known: Directions, name: str) -> Directions:
    """Add what a pack says where directions tell no more than "as directed".

    ``name`` is the drug's name as written, in lower case.
    """
    pack = packs().get(" ".join(name.replace("-", " ").split()))
    if pack is None or known.doses_per_day is not None:
        return known
    units, days = pack
    return replace(known, per_dose=1.0, doses_per_day=units / days, course=days)
