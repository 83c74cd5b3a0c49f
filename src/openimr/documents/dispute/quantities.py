"""How much of a treatment its words ask for."""

import re

_QUANTITY = re.compile(
    r"#\s?(?P<count>\d{1,4})(?!\d)|\b(?:qty|quantity)\.?:?\s*(?P<qty>\d{1,4})"
    r"|\b(?P<visits>\d{1,3})\s(?:additional\s)?(?P<unit>visits?|sessions?|tablets?"
    r"|capsules?|pills?|patches|treatments?)\b",
    re.IGNORECASE,
)


def quantity(text: str) -> int | None:
    """Return the count that a treatment's words ask for.

    >>> quantity("Norco 10/325 mg #120"), quantity("Acupuncture, 6 sessions")
    (120, 6)
    """
    match = _QUANTITY.search(text)
    found = match and (match["count"] or match["qty"] or match["visits"])
    return int(found) if found else None
