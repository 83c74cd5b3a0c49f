r"""Running heads, page numbers and other lines that repeat at the edges of pages.

They stand inside sentences, headings and even the header block, so they are taken out
before anything is read.
"""

import re
from collections import Counter
from functools import lru_cache

_PAGE_NUMBER = re.compile(
    r"\n(?![A-OQ-Za-oq-z\n])"  # most lines are told by their first sign
    r"[^\S\n]*(?=[Pp\d-])(?:[Pp](?:age|AGE|g\.?)[^\S\n]*\d{1,3}(?:[^\S\n]+(?:of|OF|/)[^\S\n]+\d{1,3})?"
    r"|\d{1,3}[^\S\n]+(?:of|OF|/)[^\S\n]+\d{1,3}|-[^\S\n]*\d{1,3}[^\S\n]*-)"
    r"[^\S\n]*(?=\n|\Z)"
)
_PAGE_OF = re.compile(r"Page[ \t]+\d{1,3}[ \t]+of[ \t]+\d{1,3}\b")
_CASE_NUMBER = re.compile(r"CM\s?\d\d\s?-\s?\d{4,}")
_RUNNING_HEAD = re.compile(
    r"[^\n:]{0,60}?(?:case\s*(?:number|no\.?)\s*[:#]?\s*)?CM\s?\d\d\s?-\s?\d+[^\S\n]*"
    r"(?:[|,-]?[^\S\n]*(?:page[^\S\n]*)?\d{1,3}(?:[^\S\n]+of[^\S\n]+\d{1,3})?)?\s*\Z",
    re.IGNORECASE,
)
_ENDS_HEAD = re.compile(r"[Cc][Mm][\s\d|,PAGEOFpageof-]*+\Z")
"""All signs that a running head can have behind its number; soon tried."""

_CLAUSE_ENDS = (".", ",", ";", ":")
_NOT_BLANK = re.compile(r"\S+")
_DIGITS = re.compile(r"\d\d*")  # a set at the beginning is found sooner than a run
_LONGEST = 120
_REMEMBERED = 1024
"""A letter's pages have the same head and foot, and letters the same page numbers."""


def without_furniture(text: str) -> str:
    r"""Return the text with furniture blanked, place by place.

    >>> without_furniture("pain in the\n1 of 2\nCase Number: CM14-0100001\nneck")
    'pain in the\n      \n                         \nneck'
    """
    edges = [match.span() for match in _PAGE_NUMBER.finditer(text)]
    edges += _numbered_lines(text)
    stretches = [*edges, *_running_heads(text)]
    breaks = sorted([*edges, *_form_feeds(text)])
    if len(breaks) > 1:
        stretches += _repeated_lines(text, breaks)
    return _blanked(text, sorted(stretches)) if stretches else text


def _blanked(text: str, stretches: list[tuple[int, int]]) -> str:
    copied, done = [], 0
    for start, end in stretches:
        if start < done:
            continue
        copied += [text[done:start], _blank(text[start:end])]
        done = end
    return "".join([*copied, text[done:]])


@lru_cache(maxsize=_REMEMBERED)
def _blank(words: str) -> str:
    return _NOT_BLANK.sub(lambda match: " " * len(match[0]), words)


def _form_feeds(text: str) -> list[tuple[int, int]]:
    return [(at, at + 1) for at in _places(text, "\f")]


def _numbered_lines(text: str) -> list[tuple[int, int]]:
    """Return lines that begin or end with ``Page 2 of 5`` and have little else."""
    found = []
    for at in _places(text, "Page"):
        match = _PAGE_OF.match(text, at)
        if match is None:
            continue
        start, end = _line(text, match)
        if end - start > _LONGEST:
            continue
        if not text[start:at].strip() or not text[match.end() : end].strip():
            found.append((start, end))
    return found


def _places(text: str, words: str) -> list[int]:
    """Return where some words stand; a pattern looks for them at half the speed."""
    found = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + len(words))
    return found


def _line(text: str, match: re.Match[str]) -> tuple[int, int]:
    end = text.find("\n", match.end())
    return text.rfind("\n", 0, match.start()) + 1, len(text) if end < 0 else end


def _running_heads(text: str) -> list[tuple[int, int]]:
    """Return lines that hold the case number and nothing else of use."""
    found = []
    for at in _places(text, "CM"):
        match = _CASE_NUMBER.match(text, at)
        if match is None:
            continue
        start, end = _line(text, match)
        if end - start <= _LONGEST and _is_running_head(text[start:end]):
            found.append((start, end))
    return found


@lru_cache(maxsize=_REMEMBERED)
def _is_running_head(line: str) -> bool:
    return _ENDS_HEAD.search(line) is not None and _RUNNING_HEAD.match(line) is not None


def _repeated_lines(text: str, breaks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return lines beside page breaks that stand beside another break as well."""
    lines = {line for at in breaks for line in _neighbours(text, at)}
    if len(lines) < 2:
        return []
    shapes = {line: _shape(text[line[0] : line[1]]) for line in lines}
    counts = Counter(shapes.values())
    return [line for line, shape in shapes.items() if counts[shape] > 1]


def _neighbours(text: str, at: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the lines before and behind a break that may be furniture."""
    lines = []
    before = text[max(0, at[0] - 3 * _LONGEST) : at[0]].rstrip()
    line = before[before.rfind("\n") + 1 :]
    if _may_be_furniture(line):
        end = max(0, at[0] - 3 * _LONGEST) + len(before)
        lines.append((end - len(line), end))
    rest = text[at[1] : at[1] + 3 * _LONGEST]
    start = at[1] + len(rest) - len(rest.lstrip())
    end = text.find("\n", start)
    line = text[start:end] if end >= 0 else text[start:]
    if _may_be_furniture(line):
        lines.append((start, start + len(line)))
    return lines


def _may_be_furniture(line: str) -> bool:
    """Tell whether a line is short, and neither ends a clause nor labels a guideline.

    No furniture does either.
    """
    if not 0 < len(line) <= _LONGEST or line.rstrip().endswith(_CLAUSE_ENDS):
        return False
    return "uideline" not in line.lower()


@lru_cache(maxsize=_REMEMBERED)
def _shape(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))
