"""What forms say with boxes and blanks instead of words."""

import re

from openimr.domain import Assertion

from .pages import ReadPage
from .scan import CueHit

_TICKED_OFF = re.compile(
    r"\s*(?:\[\s*-\s*\]|\(\s*-\s*\))"
    r"(?!\s*(?:all|any|others?|everything|the rest|for|illicits?)\b)"
)
"""``Spasm [-]``: a template's way to deny; "(-) all others" denies what follows."""


_OPTIONS = re.compile(
    r"\s*:?\s*(?:\[[ x+]?\]\s*"
    r"(?:present|absent|yes|no|none|positive|negative|normal)\b\s*){2,}"
)


_OPTION = re.compile(r"\[([ x+]?)\]\s*(\w+)")


_NO = frozenset({"absent", "no", "none", "negative", "normal"})


_BOX_BEHIND = re.compile(r"\s*(?:\[\s*\]|\(\s*\)|[☐□])")


_EMPTY_BOX = re.compile(
    r"(?:\[\s*\]|\(\s*\)|[☐□])\s*(?:[\w/%<>+.-][\w/%<>+., -]{0,24}(?<!\s)\s)?\Z"
)


_BOXES = re.compile(r"\[\s*[xX✓]?\s*\]|\(\s*[xX]?\s*\)|[☐□☑☒]")


_MARKED = re.compile(
    r"(?:\[\s*[x\u2713]\s*\]|\(\s*x\s*\)|[\u2611\u2612])\s*[<>~]?\s*\Z"
)


_BLANK = re.compile(
    r"[\w /'-]{0,24}[:?]\s*(?:_{2,}|\(\s*\)|\[\s*\]|\Z|\n|[a-z][\w /'-]{1,24}:)"
)


def choice(page: ReadPage, hit: CueHit) -> Assertion | None:
    """Return what ``Spasm [ ] present [x] absent`` says; None where it is no choice."""
    options = _OPTIONS.match(page.low, hit.end)
    if options is None:
        return None
    for box, word in _OPTION.findall(options[0]):
        if box.strip():
            no = word in _NO
            return Assertion.NEGATED if no else Assertion.AFFIRMED
    return None


def unfilled(page: ReadPage, hit: CueHit) -> str | None:
    """Return why the words are a form's own and nobody's answer; None otherwise."""
    if choice(page, hit) is not None:
        return None
    sentence = page.sentences[hit.sentence]
    low = page.low
    line = max(low.rfind("\n", 0, hit.start) + 1, sentence.start)
    boxes = list(_BOXES.finditer(low, line, hit.start))
    if boxes and _EMPTY_BOX.search(low, boxes[-1].start(), hit.start):
        return "a box that is not marked"
    if not boxes and _BOX_BEHIND.match(low, hit.end):
        return "a box that is not marked"
    if _BLANK.match(low, hit.end):
        return "a field that is not filled in"
    return None


def marked(page: ReadPage, start: int) -> bool:
    """Tell whether somebody's mark stands before the words: ``[x] 75% or more``."""
    return _MARKED.search(page.low, max(0, start - 24), start) is not None


def ticked_off(page: ReadPage, hit: CueHit) -> bool:
    """Tell whether a template denies the words: ``Spasm [-]``."""
    return _TICKED_OFF.match(page.low, hit.end) is not None
