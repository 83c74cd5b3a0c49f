"""Read headings that a scanner misread: ``OBJECTlVE``, ``P L A N``, ``EXAM INATION``.

Letters that look alike are taken for one, and spaces inside words for none.  Only a
line's own label is compared, never a sentence.
"""

import re
from collections.abc import Mapping

from .kinds import SectionKind

_ALIKE = str.maketrans({"l": "i", "1": "i", "|": "i", "!": "i", "0": "o", "5": "s"})
_LABEL = re.compile(r"[ \t]*([A-Z0-9|!](?:[\w|!/&()'. ]{2,48}[\w|!)])?)[ \t]*([:.;]?)")
_LEAST = 8
"""Letters of a name below which a misread one may be any word."""

_NOT_BARE = re.compile(r"[^a-z]")


def bare(name: str) -> str:
    """Return a heading's letters, those that look alike as one.

    >>> bare("OBJECTlVE FlNDlNGS") == bare("objective findings")
    True
    >>> bare("P L A N"), bare("TREATMENT PLAN")
    ('pian', 'treatmentpian')
    """
    return _NOT_BARE.sub("", name.lower().translate(_ALIKE).replace("rn", "m"))


def bare_names(kinds: Mapping[str, SectionKind]) -> dict[str, SectionKind]:
    """Return the headings by their bare letters; a later one never replaces another."""
    found: dict[str, SectionKind] = {}
    for name, kind in kinds.items():
        found.setdefault(bare(name), kind)
    return found


def misread(
    line: str, names: Mapping[str, SectionKind]
) -> tuple[int, SectionKind] | None:
    """Return where a misread heading ends on its line, and what it opens.

    ``names`` are those of ``bare_names``.  The label must fill the line or end in a
    colon, and be in capitals but for misread letters.

    >>> misread("D1AGNOSIS: strain", {"diagnosis": SectionKind.ASSESSMENT})[0]
    10
    >>> misread("Diagnosis of a strain", {"diagnosis": SectionKind.ASSESSMENT})
    """
    match = _LABEL.match(line)
    if match is None:
        return None
    label = match[1]
    fills = match.end() >= len(line.rstrip())
    if not (fills or match[2] == ":") or not _looks_set(label):
        return None
    letters = bare(label)
    spaced = all(len(word) == 1 for word in label.split())
    if len(letters) < _LEAST and not (spaced and len(letters) > 3):
        return None
    kind = names.get(letters)
    return None if kind is None else (match.end(), kind)


def _looks_set(label: str) -> bool:
    """Tell whether a label is in capitals, misread letters apart."""
    small = [sign for sign in label if sign.islower() and sign != "l"]
    return not small and any(map(str.isupper, label))
