"""Cut clean text into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BULLETS = "\u2022\u25cf\u25aa\uf0b7"
_STOP = re.compile(
    rf"""[.!?\n{_BULLETS}-]          # one set of signs to look for, which is fast
    (?: (?<=[\n{_BULLETS}])
      | (?<=[.!?])(?<![.!?]{{2}})[.!?]*["')\]]*(?=\s)  # tried once a run
      | (?<=[a-z.:]-)(?=\ [A-Z0-9])  # "neuropathy- Low back pain": lost line ends
    )""",
    re.VERBOSE,
)
_NEVER_LAST = frozenset(
    (
        "dr mr mrs ms prof st vs approx dept inc co corp ltd e.g i.e cf viz lt rt "
        "bilat ext int esq rev gen p.o jan feb mar apr jun jul aug sep sept oct nov"
    ).split()
)
"""Abbreviations after which a capital belongs to the same sentence."""

_BEFORE_NUMBER = frozenset("no nos fig figs ref ch sec pp pg vol dec art".split())
"""Abbreviations only where a number follows; "no." is mostly a word."""

_BEFORE_SMALL = frozenset(
    (
        "jr sr etc al a.m p.m am pm p.r.n prn b.i.d t.i.d q.i.d q.d q.h.s q.o.d "
        "h.s a.c p.c min max hr hrs wk wks mo mos yr yrs tab tabs cap caps mg mcg ml "
        "cm mm kg lb lbs oz"
    ).split()
)
"""Abbreviations that may stand last: only a capital after them opens a sentence."""

_CREDENTIALS = frozenset({"m.d", "d.o", "d.c", "p.t", "ph.d", "psy.d", "r.n", "n.p"})
_OPENS = re.compile(r"[\"'(\[]*(?:[A-Z0-9#*\u2022\[]|[-*] )")
_OPENS_ANEW = re.compile(r"[A-Z]|\d{1,2}[.)]\s")
_HAS_NUMBER = re.compile(r"\S*\d")
_LIST_NUMBER = re.compile(r"\(?\d{1,2}\Z")
_WORD_EDGES = " \n([\"'"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands."""

    start: int
    end: int
    text: str


def find_sentences(text: str) -> Iterator[Sentence]:
    r"""Yield the sentences of a clean text; a line that truly ends also ends one.

    >>> [s.text for s in find_sentences("Seen by Dr. Wu. Disc at L4-5. Norco p.r.n.")]
    ['Seen by Dr. Wu.', 'Disc at L4-5.', 'Norco p.r.n.']
    >>> [s.text for s in find_sentences("1. Baclofen 7.5 mg.\n2. Ice.")]
    ['1. Baclofen 7.5 mg.', '2. Ice.']
    """
    start = 0
    for match in _STOP.finditer(text):
        at, end = match.span()
        sign = text[at]
        if sign in ".!?":
            if sign == "." and not _ends(text, start, at, end):
                continue
        elif sign != "\n":
            end = at  # a bullet or dash opens what follows
        yield from _piece(text, start, end)
        start = end
    yield from _piece(text, start, len(text))


def _piece(text: str, start: int, end: int) -> Iterator[Sentence]:
    words = text[start:end]
    stripped = words.strip()
    if stripped:
        at = start + len(words) - len(words.lstrip())
        yield Sentence(at, at + len(stripped), stripped)


def _ends(text: str, start: int, at: int, end: int) -> bool:
    """Tell whether the full stop closes the sentence that began at ``start``."""
    following = end + 1
    if not _OPENS.match(text, following):
        # A lower-case word goes on with the sentence, unless it opens the next line.
        return following >= len(text)
    token, token_start = _token(text, start, at)
    if token in _NEVER_LAST or (len(token) == 1 and token.isalpha()):
        return False  # a single letter is an initial
    if token in _BEFORE_NUMBER:
        return _HAS_NUMBER.match(text, following) is None
    if token in _BEFORE_SMALL:
        return _OPENS_ANEW.match(text, following) is not None
    return token in _CREDENTIALS or not _numbers_item(text, start, token_start, at)


def _token(text: str, start: int, at: int) -> tuple[str, int]:
    """Return the word before a full stop in small letters, and where it begins."""
    first = at
    while first > start and text[first - 1] not in _WORD_EDGES:
        first -= 1
    return text[first:at].lower(), first


def _numbers_item(text: str, start: int, token_start: int, at: int) -> bool:
    """Tell whether the full stop belongs to a list number, as in "1. Baclofen"."""
    if not _LIST_NUMBER.match(text, token_start, at):
        return False
    before = text[start:token_start].rstrip(" (")
    return not before or before[-1] in "\n:;.-"
