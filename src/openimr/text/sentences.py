"""Cut clean text into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_STOP = re.compile(r"[.!?]+[\"')\]]*(?=\s)|\n")
_ABBREVIATIONS = frozenset(
    (
        "dr mr mrs ms prof st jr sr vs etc approx no nos fig figs ref dept "
        "inc co corp ltd e.g i.e a.m p.m p.r.n b.i.d t.i.d q.i.d q.d q.h.s "
        "p.o h.s a.c p.c q.o.d jan feb mar apr jun jul aug sep sept oct nov "
        "dec ch sec pp p pg al cf viz lt rt bilat ext int min max hr hrs wk "
        "wks mo mos yr yrs tab tabs cap caps esq rev gen"
    ).split()
)
_ENDS_TOO = frozenset(
    {"p.r.n", "b.i.d", "t.i.d", "q.i.d", "q.h.s", "etc", "a.m", "p.m"}
)
"""Abbreviations that can stand last in a sentence: a capital after them opens one."""

_TOKEN = re.compile(r"[^\s(\[\"']*\Z")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]\Z")
_CREDENTIALS = frozenset({"m.d", "d.o", "d.c", "p.t", "ph.d", "psy.d", "r.n", "n.p"})
_LIST_NUMBER = re.compile(r"(?:\A|[\n:;.] ?|- )\(?\d{1,2}\Z")
_OPENS = re.compile(r"[\"'(\[]*(?:[A-Z0-9#*\u2022\[]|[-*] )")


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
        if match[0] != "\n" and not _ends(text, start, match):
            continue
        yield from _piece(text, start, match.end())
        start = match.end()
    yield from _piece(text, start, len(text))


def _piece(text: str, start: int, end: int) -> Iterator[Sentence]:
    words = text[start:end]
    stripped = words.strip()
    if stripped:
        at = start + len(words) - len(words.lstrip())
        yield Sentence(at, at + len(stripped), stripped)


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether the stop closes the sentence that began at ``start``."""
    if text[stop.start()] != ".":
        return True
    following = stop.end() + 1
    if not _OPENS.match(text, following):
        # A lower-case word goes on with the sentence, unless it opens the next line.
        return text[following : following + 1] == ""
    before = text[start : stop.start()]
    token = (_TOKEN.search(before) or [""])[0].lower()
    if token in _ABBREVIATIONS:
        return token in _ENDS_TOO and text[following].isupper()
    if token in _CREDENTIALS:
        return True
    if len(token) == 1 and token.isalpha() and _INITIALS.match(token):
        return False
    return _LIST_NUMBER.search(before) is None
