"""Keep the worker's name out of the letter.

Sentences of a letter quote records, and records name the worker.  Published letters
must not (process.md 9.3), so the name is taken out wherever it comes up.
"""

import re
from collections.abc import Callable

WITHHELD = "[name withheld]"
_APOSTROPHE = "['\u2019]"
_GAP = r"[\s,._-]{1,3}"
_MIDDLE = rf"(?:{_GAP}[A-Z][\w'\u2019-]*\.?){{0,3}}"
_INITIAL = rf"(?:{_GAP}[A-Z]\b\.?)?"
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx)\.?\s+"
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SHORTEST = 2


def withholding(patient: str | None) -> Callable[[str], str]:
    """Return a function that replaces the name wherever it stands in a text.

    Found are first and last name in either order, with or without a middle name, a
    title with the last name, and the last name alone where it is capitalised.  A
    first name alone is left, since many are ordinary words.

    >>> hide = withholding("Lindqvist-Oh, Maren T.")
    >>> hide("Ms. Lindqvist-Oh is better. MAREN LINDQVIST-OH will return.")
    '[name withheld] is better. [name withheld] will return.'
    >>> hide("She takes baclofen.")
    'She takes baclofen.'
    """
    name = _parts(patient or "")
    if name is None:
        return lambda text: text
    pattern = _pattern(*name)
    return lambda text: pattern.sub(WITHHELD, text)


def _parts(patient: str) -> tuple[str, str] | None:
    """Return first and last name; the last alone may be all there is."""
    before, comma, after = patient.partition(",")
    if comma and after.split() and after.split()[0].lower().strip(".") not in _SUFFIXES:
        words, last = after.split(), " ".join(before.split())
    else:
        words = [w for w in before.split() if w.lower().strip(".") not in _SUFFIXES]
        last = words.pop() if words else ""
    first = words[0].strip(".") if words else ""
    return (first, last) if len(last) >= _SHORTEST else None


def _pattern(first: str, last: str) -> re.Pattern[str]:
    family, given = _cased(last), _cased(first)
    ways = [rf"{_TITLES}{family}", family]
    if len(first) >= _SHORTEST:
        ways = [
            rf"{given}{_MIDDLE}{_GAP}{family}",
            rf"{family}{_GAP}{given}{_INITIAL}",
            *ways,
        ]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])")


def _cased(name: str) -> str:
    """Match the name as a name is written: capitalised, in capitals or as given."""
    forms = sorted({name, name.upper(), name.title()}, key=lambda f: (-len(f), f))
    written = "|".join(re.escape(form) for form in forms)
    return f"(?:{re.sub(_APOSTROPHE, _APOSTROPHE, written)})"
