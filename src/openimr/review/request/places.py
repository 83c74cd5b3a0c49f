"""Where on the body: spinal levels and sides."""

import re
from collections.abc import Collection

_LEVEL = re.compile(
    r"""
    (?<![a-z0-9'])(?P<letter>[ctls])(?:\s(?=\d{1,2}\s*-))?(?P<first>\d{1,2})(?!\d|\.\d)
    (?P<more>(?:\s*(?:-|/|\bthrough\b|\bto\b)\s*(?:[ctls]\s?)?\d{1,2}(?!\d|\.\d))*)
    (?![a-z0-9])
    """,
    re.VERBOSE,
)
_NEXT = re.compile(r"(-|/|through|to)\s*([ctls])?\s?(\d{1,2})")
_LAST = {"c": 8, "t": 12, "l": 6, "s": 5}
"""A sixth lumbar vertebra is rare and real; S counts the foramina."""

_PART = (
    r"(?=\s+(?:side|knee|shoulder|wrist|ankle|hip|elbow|hand|foot|leg|arm|thumb|lower"
    r"|upper|ue|le|sided|[lcs]\d{1,2}|ctr|tka|thr|tkr|sij?|ankle|acl|foot|heel)\b)"
)
_LEFT = re.compile(rf"\bleft\b|\blt\b|\(l\)|\bl{_PART}")
_RIGHT = re.compile(rf"\bright\b|\brt\b|\(r\)|\br{_PART}")
_BOTH = re.compile(
    r"\bbilateral|\bboth\b|\bbilat\b|\bb/l\b|\bleft and right\b"
    r"|\bright and left\b|\bb(?:ue|le)s?\b"
)
_SIDE_WORDS = frozenset(
    (
        "left right lt rt l r b bilateral bilaterally bilat both bue ble rue rle lue "
        "lle"
    ).split()
)
_SIDED = re.compile(r"\b([rl])(?:ue|le)\b")


def names_side(words: Collection[str]) -> bool:
    """Tell whether lower-case words can name a side at all."""
    return not _SIDE_WORDS.isdisjoint(words)


def find_levels(text: str) -> tuple[str | None, str]:
    """Return the spinal levels of lower-case words, and the words without them.

    A span such as ``L4-S1`` stays a span; ``L4-L5`` and ``L4/5`` are written ``L4-5``.

    >>> find_levels("left l4-l5 and l5/s1 injection")[0]
    'L4-5, L5-S1'
    """
    found = []
    rest = text
    for match in _LEVEL.finditer(text):
        written = _write(match)
        if written is not None:
            found.append(written)
            start, end = match.span()
            rest = rest[:start] + " " * (end - start) + rest[end:]
    return ", ".join(dict.fromkeys(found)) or None, rest


def _write(match: re.Match[str]) -> str | None:
    letter, number = match["letter"], int(match["first"])
    if not 1 <= number <= _LAST[letter]:
        return None
    written = f"{letter.upper()}{number}"
    for step in _NEXT.finditer(match["more"]):
        other, next_number = step[2] or letter, int(step[3])
        if not 1 <= next_number <= _LAST[other]:
            return None
        name = str(next_number) if other == letter else f"{other.upper()}{next_number}"
        written += f"-{name}"
        letter = other
    return written


def find_side(text: str) -> str | None:
    """Return left, right or bilateral.

    >>> find_side("emg of both arms"), find_side("(r) knee"), find_side("knee")
    ('bilateral', 'right', None)
    """
    sided = {match[1] for match in _SIDED.finditer(text)}
    left = "l" in sided or _LEFT.search(text) is not None
    right = "r" in sided or _RIGHT.search(text) is not None
    if _BOTH.search(text) or (left and right):
        return "bilateral"
    if left or right:
        return "left" if left else "right"
    return None
