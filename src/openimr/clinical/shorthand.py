"""Cut into sentences what has no capitals: shorthand, and printed medication lists."""

import re
from collections.abc import Iterable, Iterator

from openimr.text import Sentence

_SMALL = re.compile(r"[a-z0-9%)\]\"'/]{3}\.\s(?=[a-z])")
_CAPITAL = re.compile(r"[a-z0-9%)\]\"'/]{3}\.\s(?=[A-Z])")
_ENTRY = re.compile(
    r"\b(?:rfls?|refills?)\s*:\s*\d{1,2}\b[.,;]?\s+(?=[a-z]+\s*(?:[(\d]|-[a-z]))", re.I
)
"""The refills end an entry: ``Disp: 60 tablet, Rfl: 2 naproxen (NAPROSYN) 500 mg``."""

_LAST_WORD = re.compile(r"[\w./'-]+\Z")
_LEAST = 3
"""Stops before a small letter that show a habit; fewer may be shortened words."""

_SHORTENED = frozenset(
    (
        "abd amt app approx appt apt art avg bilat cap caps cerv chiro cont dept diag"
        " disc disp est etc exam ext fig freq hosp hrs inc inj int ins lat lbs lig lumb"
        " max med min mins misc mod mos mult musc neg neuro occ ortho oz pos prev"
        " prn prob prog psych pts qty reps resp sec sep sig spec sup surg tab tabs temp"
        " ther tot vert vol vs wks wts yrs"
    ).split()
)


def split_small(text: str, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Yield sentences cut at stops before small letters, where a page is typed so.

    Entries of a printed medication list are cut apart on every page.

    >>> from openimr.text import find_sentences
    >>> note = "no spasm. neuro intact. pain same. cont. meds. norco at hs."
    >>> [each.text for each in split_small(note, find_sentences(note))]
    ['no spasm.', 'neuro intact.', 'pain same.', 'cont. meds.', 'norco at hs.']
    """
    cuts = _cuts(text)
    if len(cuts) < _LEAST or len(cuts) <= len(_CAPITAL.findall(text)):
        cuts = []
    cuts = sorted({*cuts, *(match.end() for match in _ENTRY.finditer(text))})
    for whole in sentences:
        start = whole.start
        for cut in [cut for cut in cuts if whole.start < cut < whole.end]:
            yield _part(text, start, cut)
            start = cut
        yield _part(text, start, whole.end) if start > whole.start else whole


def _cuts(text: str) -> list[int]:
    """Return where sentences begin with a small letter."""
    found = []
    for match in _SMALL.finditer(text):
        word = _LAST_WORD.search(text, max(0, match.end() - 24), match.end() - 2)
        if word is None or word[0].lower() not in _SHORTENED:
            found.append(match.end())
    return found


def _part(text: str, start: int, end: int) -> Sentence:
    words = text[start:end].rstrip()
    return Sentence(start, start + len(words), words)
