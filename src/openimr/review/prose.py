"""Small turns of phrase that summary and rationale share."""

import datetime as dt
from collections.abc import Iterable, Sequence

from openimr.domain import Evidence

_ENDS = (".", "!", "?")


def day(date: dt.date) -> str:
    """Write a date as determination letters do.

    >>> day(dt.date(2014, 6, 3))
    '06/03/2014'
    """
    return f"{date:%m/%d/%Y}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Join parts as a sentence does, with semicolons where a part has commas.

    >>> listed(["no spasm"]), listed(["a", "b", "c"]), listed(["a, b", "c"])
    ('no spasm', 'a, b and c', 'a, b; and c')
    """
    if len(parts) < 2:
        return "".join(parts)
    if any("," in part or ";" in part for part in parts):
        return "; ".join(parts[:-1]) + f"; {last} {parts[-1]}"
    return ", ".join(parts[:-1]) + f" {last} {parts[-1]}"


def sentence(words: str) -> str:
    """Give words a capital at the front and a stop at the end.

    >>> sentence("no examination records muscle spasm")
    'No examination records muscle spasm.'
    """
    words = words.strip()
    if not words:
        return ""
    ended = words if words.rstrip("\u201d\"')")[-1:] in _ENDS else words + "."
    return ended[0].upper() + ended[1:]


def clause(words: str) -> str:
    """Take the closing stop off, so that words can stand inside a sentence.

    >>> clause("He is the same.")
    'He is the same'
    """
    return words.strip().rstrip(".").strip()


def inner(words: str) -> str:
    """Lower the first letter, so that a sentence can stand after a colon.

    >>> inner("Meant for spasticity"), inner("MTUS first"), inner("A course is short")
    ('meant for spasticity', 'MTUS first', 'a course is short')
    >>> inner("H-wave stimulation")
    'H-wave stimulation'
    """
    second = words[1:2]
    word = second.islower() or (second == " " and words[:1] == "A")
    return words[:1].lower() + words[1:] if word else words


def pages(list_: str) -> str:
    """Name a page list.

    >>> pages("24"), pages("63-66")
    ('page 24', 'pages 63-66')
    """
    return f"page {list_}" if list_.isdigit() else f"pages {list_}"


def distinct(evidence: Iterable[Evidence], most: int = 4) -> tuple[Evidence, ...]:
    """Return evidence without repeats, the first ``most`` of it."""
    return tuple(dict.fromkeys(evidence))[:most]
