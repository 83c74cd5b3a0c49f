"""Which lines of a report are sentences to tell, and how their words are cleaned.

Titles, headings, running heads and signatures tell nothing of the worker; bullets, list
numbers and labels (``CC``, ``Dx:``) belong to the page and not to the sentence.
"""

import re
from functools import cache

from openimr.clinical import knowledge
from openimr.clinical.headings import load_names
from openimr.text import fold

_MARK = re.compile(
    r"^(?:[\"'\s*\u2022\u00b7>|-]+(?=\w)|\(?\d{1,2}[.)]\s+|[a-h][.)]\s+)"
)
_LABEL = re.compile(
    r"^(?:[A-Z][A-Z0-9 /&'()-]{2,50}(?:, [a-z ]{3,20})?[:.]\s+"
    r"|(?:Subjective|Objective|Assessment|Plan|Impression|Diagnos[ei]s|Exam(?:ination)?"
    r"|History|Work|Status|Medications?)\s*[:.]\s+"
    r"|(?:Dx|DX|Imp|Hx|HPI|CC|PE|Rx|[SOAP])\s*[:>.]\s+"
    r"|(?:Subjective|Chief|Present) complaints?\s*[:.]\s+"
    r"|(?:CC|HPI|PE|DX|MEDS|PLAN|WORK)\s+(?=\w)"
    r"|S\s+(?=[RL] )"
    r"|(?:Dx|S|O)\s+(?=[A-Z][a-z]|[a-z]{3}))"
)
_BARS = re.compile(r"(?:\s*\|)+\s*$|^\s*\|\s*")
_HEADING = re.compile(r"^[A-Z][A-Z0-9 /&'(),.-]{2,80}:?$")
_SIGNED = re.compile(
    r"\bunder penalty\b|\belectronically\b|\bsigned\b|\bdictated\b"
    r"|\b(?:M\.?D|D\.?O|DPM|DC|DPT|PT|RN|NP|PA-C|PsyD|PhD)\.?\s*$"
    r"|\(\d{3}\) ?\d{3}-\d{4}|\bphone\b|\bLabor Code\b|\bpage \d|\bDOB\b|\bClaim\b"
    r"|^\s*cc:\s|\baged \d\d\.?$",
    re.I,
)
_BOX = re.compile("[\u2610-\u2612]")
_PERSON = re.compile(
    r"^(?:Dr\.?\s+)?(?:[A-Z]\.?\s){1,2}[A-Z][\w'\u2019-]+$"
    r"|^(?:Dr\.?|Doctor)\s[A-Z][\w'\u2019.-]+(?:\s[A-Z][\w'\u2019-]+)?$"
)
"""``R. Hallam``, ``P Orme``: who signed; a diagnosis has no initial in front."""

_OF_PERSON = re.compile(
    r"^(?:patient|name|employee|claimant|worker|re|pt)\s*:", re.IGNORECASE
)
_TITLE_WORD = re.compile(
    r"\b(?:treating|physicians?(?:['\u2019]s)?|primary|secondary|progress|report|notes?"
    r"|follow-?\s?up|visit|initial|evaluation|examination|consultation|re-?evaluation"
    r"|appointment|clinic|office|pr-?\d|date|of|service|seen|exam|dos|doctor['\u2019]s"
    r"|first|occupational|injury|interval|supplemental|discharge|summary"
    r"|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\b",
    re.IGNORECASE,
)
_OF_TITLE = re.compile(
    r"\b(?:report|note|visit|summary|follow-?\s?up|pr-?\d)\b", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z]{2,}")


def cleaned(words: str) -> str:
    """Return a sentence without bullet, list number, label, bars and closing stop.

    >>> cleaned("Dx: 1. Lumbar strain.")
    'Lumbar strain'
    >>> cleaned("* SLR negative |")
    'SLR negative'
    """
    text = _BARS.sub("", fold(words))
    for _ in range(3):
        before = text
        for pattern in (_MARK, _LABEL):
            text = pattern.sub("", text, count=1)
        if text == before:
            break
    return text.rstrip(". |").strip()


def label_end(words: str) -> int:
    """Return where the sentence itself begins, behind its marks and labels."""
    at = 0
    for _ in range(3):
        for pattern in (_MARK, _LABEL):
            found = pattern.match(words[at:])
            at += found.end() if found else 0
    return at


def tells(words: str) -> bool:
    """Tell whether a line is a sentence about the worker, and no title or signature.

    >>> [tells(each) for each in ("Follow-up visit, May 3, 2014", "R. Hallam", "Plan")]
    [False, False, False]
    >>> [tells(each) for each in ("Retired", "No spasm", "Spurling positive")]
    [True, True, True]
    """
    capitals = _HEADING.match(words) and words.strip(" .") not in abbreviations()
    if capitals or _SIGNED.search(words) or _OF_PERSON.match(words):
        return False
    text = cleaned(words)
    if _BOX.search(words) or text.endswith(":"):
        return False
    if _PERSON.match(text) or _is_title(text) or _is_heading(words):
        return False
    return sum(letter.isalpha() for letter in text) >= _FEWEST_LETTERS


_FEWEST_LETTERS = 3


@cache
def abbreviations() -> dict[str, str]:
    """Return abbreviations of work status with what they stand for.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    source = knowledge.read("history.yaml")
    entry = source.required(source.fields(), "abbreviations")
    return {short: each.text() for short, each in entry.fields().items()}


def _is_title(text: str) -> bool:
    """Tell whether a line names a kind of paper and its date, and nothing more."""
    if not _OF_TITLE.search(text) and not text.lower().startswith("date of "):
        return False
    return not _WORD.search(_TITLE_WORD.sub("", text))


def _is_heading(words: str) -> bool:
    return fold(words).strip(" .:|").lower() in _headings()


@cache
def _headings() -> frozenset[str]:
    """Return the names of sections that are no statement by themselves."""
    return frozenset(load_names().kinds)
