"""How much is asked for: units dispensed, refills, visits, spans of time.

Every function takes lower-case words in which numbers stand in figures and in which
strengths, dates and spinal levels are blanked out.
"""

import re
from math import prod

from openimr.domain import ItemKind
from openimr.text import number_in_words

_BY_VISITS = frozenset({ItemKind.THERAPY, ItemKind.PROGRAM})
_BY_LABEL = frozenset({ItemKind.INJECTION, ItemKind.SERVICE, ItemKind.SURGERY})
_BY_PIECES = frozenset({ItemKind.TEST, ItemKind.DEVICE})
_NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    "|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty"
    "|seventy|eighty|ninety|hundred"
)
_IN_WORDS = re.compile(
    rf"\b(?:{_NUMBER_WORD})(?:(?:[ -]|\sand\s)(?:{_NUMBER_WORD}))*\b"
    r"(?P<again>\s*\(\s*#?\d{1,4}\s*\))?"
)
_AGAIN = re.compile(r"\b(\d{1,4})\s*\(\s*#?\1\s*\)")
NUMBER_WORDS = frozenset([*_NUMBER_WORD.split("|"), "once", "twice", "thrice"])
_OFTEN = {"once": "1", "twice": "2", "thrice": "3"}
_TIMES_WORD = re.compile(r"\b(once|twice|thrice)\b")

_ALONE = r"(?:\.0+)?(?![\d./]|\s*%)"
_WHOLE = rf"(\d{{1,4}}){_ALONE}"
_OPENS = r"(?<![\w.,/-]\d)"
"""Tried behind a first figure, since figures are found faster than word edges."""
_VOLUME = r"(?!\s*(?:gm?s?|gr|grams?|ml|cc|oz|ounces?|mg|mcg)\b)"
_TIME = r"(?:days?|wks?|weeks?|months?|mos?|years?|yrs?|hours?|hrs?|minutes?)"
_NO_TIME = rf"(?!\s*-?{_TIME}\b)"
_VISIT = (
    r"(?:visits?|sessions?|treatments?|appointments?|injections?|blocks?|series"
    r"|applications?|consults?|consultations?|evaluations?)"
)
_LABELLED = re.compile(
    rf"\b(?:qty|quantity|quan|dispensed?|disp|count|no\.)\b[\s.:=#(-]*"
    rf"(?:requested\s*|of\s+|is\s+)?[:#]?\s*{_WHOLE}{_VOLUME}{_NO_TIME}"
    rf"(?!\s*{_VISIT})"
)
_QUANTITIES = (
    re.compile(rf"#\s*{_WHOLE}{_VOLUME}{_NO_TIME}"),
    _LABELLED,
    re.compile(
        rf"(\d{_OPENS}\d{{0,3}}){_ALONE}\s*(?:count\s+|ct\s+)?(?:[a-z]+\s+)?"
        r"(?:tablets?|tabs?|capsules?|caps?|caplets?|pills?|patch(?:es)?|pads?|films?"
        r"|lozenges?|suppositor(?:y|ies)|softgels?|count|ct|pieces|packets?|ea|each)\b"
        r"(?!\s*(?:p\.?o\b|by\s+mouth|orally|sl\b|daily|every|each|once|twice|at\s|q\.?\s?"
        r"[dhn\d]|[btq]\.?i\.?d\b|(?:a|per)\s+day|per\s+dose|\d\s*(?:x|times)))"
    ),
    re.compile(
        rf"(\d{_OPENS}\d{{0,2}})\s*(?:tubes?|bottles?|box(?:es)?|vials?|kits?)\b"
    ),
)
_DIGIT = re.compile(r"\d")
_SMALL = 4
_TAKEN = re.compile(r"(?:take|takes|sig:?|apply|use|give)\s*\Z")
_MULTIPLIED = re.compile(
    rf"\bx\s*(\d{{2,4}}){_VOLUME}{_NO_TIME}(?!\s*refill)(?![\d.])\b"
)
_LAST_NUMBER = re.compile(r"\s(\d{2,3})(?:\s+\d{1,3})?\s*\Z")
_PIECES = re.compile(
    rf"\bx\s*(\d{{1,3}}){_NO_TIME}(?!\d)|\b(\d{{1,3}})\s*(?:pairs?|units?|sets?)\b"
)

_REFILLS = (
    re.compile(r"\b(?:refills?|rf)(?:\b(?:\(s\))?\s*[:x=-]|x)\s*(\d{1,2})\b"),
    re.compile(
        r"(?<![#\d.])\b(\d|1[0-2])\s*(?:additional\s+|addl\s+)?(?:refills?|rf)\b"
    ),
    re.compile(r"\b(?:refills?|rf)\s+(?:of\s+)?(\d|1[0-2])\b"),
)
_NO_REFILLS = re.compile(r"\b(?:no|without|zero)\s+refills?\b")

_A_WEEK = r"(?:(?:x|times?|visits?|sessions?|days?)\s*)?(?:/|per|an?|each|every|x)?\s*"
_SCHEDULES = (
    re.compile(  # 2 times a week for 4 weeks, 2 x wk x 4 wks, 1-2 x week x 6
        rf"\b(\d)(?:\s*(?:-|to)\s*(\d))?\s*{_A_WEEK}(?:weekly|week|wk|month|mo)\b\.?\s*"
        rf"(?:x|for|times|over)?\s*(\d{{1,2}})(?:\s*(?:-|to)\s*(\d{{1,2}}))?"
        rf"\s*(?:more\s+)?(?:weeks?|wks?|months?|mos?)?(?!\s*{_VISIT})\b"
    ),
    re.compile(  # weekly for 12 weeks, monthly x 6
        r"\b()()(?:weekly|monthly)\s*(?:x|for|times)\s*"
        r"(\d{1,2})()(?:\s*(?:weeks?|wks?|months?|mos?))?\b"
    ),
    re.compile(  # 2 x 6 weeks, 2x6, 3x4
        r"(?<![\w.#/])(\d{1,2})()\s*x\s*(\d{1,2})()(?!\d|\s*(?:cm|mm|in|inch|ft|%)\b)"
        r"(?:\s*(?:weeks?|wks?|months?)\b)?"
    ),
)
_TOTALS = (
    re.compile(
        rf"(\d{_OPENS}\d{{0,2}})\s*-?\s*(?:(?!for\b|over\b|x\b)[a-z-]+\s+){{0,3}}{_VISIT}\b"
    ),
    re.compile(rf"\b{_VISIT}\s*(?:x|times|:|#|of|qty)\s*(\d{{1,3}})\b{_NO_TIME}"),
    re.compile(rf"\bx\s*(\d{{1,3}})\b{_NO_TIME}"),
    re.compile(rf"\btimes\s+(\d{{1,3}})\b{_NO_TIME}"),
    re.compile(rf"[#=]\s*{_WHOLE}{_NO_TIME}"),
    re.compile(rf"\b(?:qty|quantity)\b[\s.:=#]*{_WHOLE}"),
)
_PER_TIME = re.compile(r"\s*(?:a|per|/|each|x|every)\s*(?:wk|week|month|day)")
_PROGRAM_DAYS = re.compile(
    r"\b(\d{1,3})\s*(?:full\s+|half\s+|part\s+)?days?\b"
    r"(?!\s*(?:/|x|per|a)\s*w)"
)

_SPAN = re.compile(
    rf"(\d(?<![\w.,/]\d)\d{{0,2}})(?:\s*-\s*(\d{{1,3}}))?\s*-?\s*({_TIME})\b"
    r"(?!\s*(?:a|per|/)\s*(?:wk|week|day))"
)
_EVERY = re.compile(r"(?:every|each|q\.?|in)\s*\Z")
_UNITS_OF_TIME = {
    "day": "days",
    "wk": "weeks",
    "week": "weeks",
    "mo": "months",
    "month": "months",
    "yr": "years",
    "year": "years",
}


def in_figures(text: str) -> str:
    """Write number words in figures.

    >>> in_figures("thirty (30) capsules, twice a week for six weeks")
    '30 capsules, 2 a week for 6 weeks'
    """
    text = _TIMES_WORD.sub(lambda match: _OFTEN[match[0]], text)
    return _AGAIN.sub(r"\1", _IN_WORDS.sub(_figures, text))


def _figures(match: re.Match[str]) -> str:
    again = match["again"] or ""
    words = match[0][: len(match[0]) - len(again)]
    value = number_in_words(words)
    return match[0] if value is None else f"{value}{again}"


def find_quantity(
    text: str, kind: ItemKind, *, strength_given: bool = False
) -> int | None:
    """Return the units asked for.

    Therapy is counted in visits; injections, services and operations have a quantity
    only where the words call it so.  Behind the strength of a drug a number that stands
    alone can only be a count (``strength_given``).

    >>> find_quantity("1 tab qid, qty: 90.00", ItemKind.DRUG)
    90
    >>> find_quantity("trigger point injections x 3", ItemKind.INJECTION)
    >>> find_quantity("baclofen       90", ItemKind.DRUG, strength_given=True)
    90
    """
    if kind in _BY_VISITS or _DIGIT.search(text) is None:
        return None
    numbers = [
        int(match[1])
        for pattern in ((_LABELLED,) if kind in _BY_LABEL else _QUANTITIES)
        if pattern is not _LABELLED or _may_label(text)
        for match in pattern.finditer(text)
        if not _TAKEN.search(text, 0, match.start())
    ]
    if numbers:
        # "Codeine #3, 60 tablets": a small number sign may belong to the name.
        return next((n for n in numbers if n > _SMALL), numbers[0])
    if kind in _BY_PIECES and (pieces := _PIECES.search(text)):
        return int(pieces[1] or pieces[2])
    if strength_given:
        counted = _MULTIPLIED.search(text) or _LAST_NUMBER.search(text)
        return int(counted[1]) if counted else None
    return None


def _may_label(text: str) -> bool:
    """Tell quickly whether a label of a quantity may stand there."""
    return "q" in text or "disp" in text or "count" in text or "no." in text


def find_refills(text: str) -> int | None:
    """Return the refills asked for; 0 where the words exclude them.

    >>> find_refills("#90 3rf"), find_refills("no refills"), find_refills("#90")
    (3, 0, None)
    """
    if "refill" not in text and "rf" not in text:
        return None
    if _NO_REFILLS.search(text):
        return 0
    for pattern in _REFILLS:
        match = pattern.search(text)
        if match:
            return int(match[1])
    return None


def find_visits(text: str, *, is_program: bool) -> int | None:
    """Return the visits, sessions or injections asked for in all.

    A number that is given as such wins over frequency times duration; of a range the
    upper end is what is asked for.

    >>> find_visits("2 x wk x 4 wks", is_program=False)
    8
    >>> find_visits("6 additional visits (1 x 6)", is_program=False)
    6
    """
    if is_program and (days := _PROGRAM_DAYS.search(text)):
        return int(days[1])
    counted = _TOTALS[0].search(text)
    if counted and not _per_time(text, counted.end()):
        return int(counted[1])
    for pattern in _SCHEDULES:
        match = pattern.search(text)
        if match:
            return _product(match)
    for pattern in _TOTALS[1:]:
        match = pattern.search(text)
        if match:
            return int(match[1])
    return None


def _per_time(text: str, at: int) -> bool:
    """Tell whether ``3 visits`` is followed by ``a week``: a frequency, no total."""
    return _PER_TIME.match(text, at) is not None


def _product(match: re.Match[str]) -> int:
    often = int(match[2] or match[1] or 1)
    long = int(match[4] or match[3])
    return prod((often, long))


def find_schedule(text: str) -> re.Match[str] | None:
    """Return the words that say how often and how long, such as ``2 x wk x 4 wks``."""
    for pattern in _SCHEDULES:
        match = pattern.search(text)
        if match:
            return match
    return None


def find_duration(text: str) -> str | None:
    """Return the span asked for.

    >>> find_duration("tens unit (30 day rental)"), find_duration("every 2 weeks")
    ('30 days', None)
    """
    for match in _SPAN.finditer(text):
        unit = _UNITS_OF_TIME.get(match[3].rstrip("s"))
        if unit is not None and not _EVERY.search(text, 0, match.start()):
            number = int(match[2] or match[1])
            return f"{number} {unit[:-1] if number == 1 else unit}"
    return None
