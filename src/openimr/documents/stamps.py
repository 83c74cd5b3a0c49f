"""Lines that a fax machine, a scanner or a portal put on a page."""

import re
from collections.abc import Sequence

from .numbering import PageNumber, number_in

_LONGEST = 160
_FIGURE = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d")
_SENT = re.compile(
    r"\bfax(?:ed)?\b|\bfrom\s*:|\bto\s*:|->|\u2192|\b\d{10,11}\b"
    r"|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\bp(?:age|g)?s?\.?\s*\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?\b"
    r"|(?:^|\s)\d{1,3}/\d{1,3}\s*$",
    re.IGNORECASE,
)
_STAMP_WORDS = frozenset(
    (
        "received efax fax efaxed scanned faxed printed reprinted downloaded bates doc "
        "document docid print outside medical record certified e-fax e-faxed"
    ).split()
)
"""Cheap: a line without any of them is not stamped, unless it bears a time."""

_STAMPED = re.compile(
    r"^\W*(?:received (?:via|by|from|stamp)|e-?fax(?:ed)?\b|scanned\b|faxed\b"
    r"|printed (?:on|by|\d)|reprinted\b|downloaded\b|bates\b"
    r"|doc(?:ument)? ?id\b)|\bprint(?:ed)? date\b"
    r"|\boutside records\b|\bmedical records? copy\b|\bcertified copy\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^\W*(?:(?:dwc )?form (?:rfa|imr|pr-?[234])\b|dwc (?:form )?(?:rfa|imr)\b"
    r"|requests? for (?:treatment )?authorization\b"
    r"|application for (?:expedited )?independent"
    r"|progress report\b|pr-?2\b|utilization review (?:decision|determination)\b"
    r"|notice of utilization review\b)",
    re.IGNORECASE,
)
"""The title of a form in whose line the machine printed."""

_FAX_PAGE = re.compile(
    r"\bP\.?\s?(?P<n>\d{1,3})(?:/(?P<of>\d{1,3}))?\s*$", re.IGNORECASE
)


_RECEIVED = frozenset({"received", "rec'd", "recd", "filed"})
_LONGEST_RECEIVED = 7
_OTHER_RECEIPTS = frozenset("rfa request report records via by fax".split())


def is_received_stamp(words: Sequence[str]) -> bool:
    """Tell whether words are an office's stamp that something came in.

    >>> from openimr.documents.phrases import words_of
    >>> is_received_stamp(words_of("RECEIVED - IMR INTAKE"))
    True
    >>> is_received_stamp(words_of("RFA received:"))
    False
    """
    if not words or len(words) > _LONGEST_RECEIVED:
        return False
    first = {*words[:2], words[-1]}
    return not first.isdisjoint(_RECEIVED) and _OTHER_RECEIPTS.isdisjoint(words)


def is_stamp(line: str, words: Sequence[str]) -> bool:
    """Tell whether a line at the edge of a page was put there in transit.

    >>> from openimr.documents.phrases import words_of
    >>> line = "FAX 06/13/2014 08:51 FROM: KELP COVE PT TO: 12095550171 PAGE 01/02"
    >>> is_stamp(line, words_of(line))
    True
    >>> line = "REQUEST FOR AUTHORIZATION (DWC FORM RFA)  FAX 11/26/13 14:02  P 1/7"
    >>> is_stamp(line, words_of(line))
    False
    >>> is_stamp("Arrival: 07/08/2014 03:12", ("arrival", "07/08/2014", "03", "12"))
    False
    """
    if len(line) > _LONGEST or _TITLED.match(line):
        return False
    if ":" in line and _CLOCK.search(line):
        return bool(_SENT.search(line) or _COUNT.search(line) or _STAMPED.search(line))
    if _STAMP_WORDS.isdisjoint(words):
        return False
    return bool(_STAMPED.search(line) and _FIGURE.search(line))


def stamped_number(line: str) -> PageNumber | None:
    """Return the page number of a transmission.

    >>> stamped_number("SEP-22-2014  03:02 PM   DELTA   9165550161     P.01")
    PageNumber(n=1, of=None)
    """
    match = _FAX_PAGE.search(line)
    if match:
        number, total = int(match["n"]), int(match["of"] or 0)
        if number and (not total or number <= total):
            return PageNumber(number, total or None)
    return number_in(line)
