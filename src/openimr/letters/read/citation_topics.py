"""What belongs to a topic, and what only surrounds it."""

import re

from openimr.text import lowered
from openimr.text.patterns import by_first_letter

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november"
    "|december"
)
_YEAR = r"(?:19|20)\d\d"
_LEADING = re.compile(
    rf"""
    (?:[\s,;:.\u2013-]*(?:
        \((?:odg|acoem|mtus|twc|web|online)\b[^()]*\)
      | \(?(?:(?:effective|updated|dated|revised|rev\.?|version)\s*:?\s*)?
          (?:(?:{_MONTHS})\s*(?:\d{{1,2}})?,?\s*)?{_YEAR}\)?(?![\d-])
      | \(?(?:2nd|3rd|second|third|\d{{1,2}}th)\s+(?:edition|ed\b\.?)
          (?:\s*,?\s*\(?{_YEAR}\)?)?\)?
      | \((?:web|online)[^()]*\)
      | treatment\s+in\s+workers?'?\s*comp(?:ensation)?\b
      | sections?(?:\(s\))?(?:\s*:|(?=\s))
      | \(?(?:8\s+ccr\s+)?\u00a7*\s*9792\.2[\d.]*\)?
      | and\s+(?:on\s+)?(?:the\s+)?(?=\S) | (?:on\s+)?the\s+(?=\S)
    ))+[\s,;:.\u2013-]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"""
    (?:\s*(?:
        [,;:.\u2013(-] | \(?(?:online|web)(?:\s+(?:version|edition))?\)?
      | ,?\s*\(?{_YEAR}\)?
      | \band\b(?:\s+(?:on\b)?\s*(?:the\b)?)?
      | \b(?:in|on|of|from)\s+the\b | \(\s*\) | \bmtus\b | \bthe\b
    ))+\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEADING_SIGNS = " \t\n,;:.\u2013-"
_LEADING_FIRST = frozenset("(0123456789\u00a7")
_LEADING_WORDS = frozenset(
    (
        "jan feb mar apr may jun jul aug sep oct nov dec eff upd dat rev ver sec thi "
        "tre and the"
    ).split()
) | {"on "}
"""First letters of what ``_LEADING`` can match, which is slow to try."""

_INNER = re.compile(
    rf"\s*,?\s*\(?{_YEAR}\)?(?=\s*[,;])|(?<=[,;])\s*sections?(?:\(s\))?\s*:",
    re.IGNORECASE,
)
_PROSE_WORDS = (
    "which because since that who this these is are was were has have had does did do "
    "can may state states say says addresses find finds found when where however "
    "therefore"
).split()
_PROSE = re.compile(
    by_first_letter(
        (
            *(rf"{word}\b" for word in _PROSE_WORDS),
            r"not\s+(?:a\s+)?part\s+of\s+(?:the\s+)?mtus\b",
            r"a\s+part\s+of\s+(?:the\s+)?mtus\b",
            r"part\s+of\s+(?:the\s+)?mtus\b",
            r"as\s+(?:it|they|the|well|being|part|an?)\b",
            r"in\s+(?:that|which|making|reaching)\b",
            r"deals?\s+with\b",
            r"the\s+(?:expert|physician|claims|maximus|medical|professional|reviewer)\b",
            r"no\s+(?:section|part)\s+of\b",
            r"per\s+the\s+strength\b",
        )
    )
)
"""What goes on behind a topic as a sentence does, in lower case."""

_BEFORE_PROSE = " \t\r\n\f\v,;(."
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_THIRD_EDITION = re.compile(r"\b(?:3rd|third)\s+ed")
_FIRST_YEAR = re.compile(rf"\b({_YEAR})\b")
_EDGES = " ,;:.-\u2013("
_MAY_HOLD_YEAR = re.compile(r"[12][09]\d\d|ection")
_MAY_TRAIL = frozenset("and the on in of from mtus online web version edition".split())

_NEAR = 60
_LONGEST = 600
"""Characters a topic can have; what is longer is no topic but a page gone astray."""

_THIRD_EDITION_BEGAN = 2011


def tidy_topic(words: str, *, prose: bool) -> str | None:
    """Return a topic without years, editions, "Section(s):" and closing marks.

    >>> tidy_topic(" 2009, Section(s): Opioids, criteria for use.", prose=False)
    'Opioids, criteria for use'
    >>> tidy_topic(", Opioids, which is part of the MTUS.", prose=True)
    'Opioids'
    >>> tidy_topic(", 2nd Edition (2004).", prose=True)
    """
    words = words[:_LONGEST].lstrip(" )")
    leading = _LEADING.match(words) if _may_lead(words) else None
    topic = words[leading.end() :] if leading else words.lstrip(_EDGES)
    if prose:
        topic = _up_to_prose(topic)
    if _MAY_HOLD_YEAR.search(topic):
        topic = _INNER.sub("", topic)
    topic = topic.rstrip(_EDGES)
    if _may_trail(topic) and (trailing := _TRAILING.search(topic)):
        topic = topic[: trailing.start()]
    if topic.endswith(")") and topic.count(")") > topic.count("("):
        topic = topic[:-1].rstrip(_EDGES)
    return topic or None


def _may_lead(words: str) -> bool:
    """Tell whether the first word may be one that only surrounds a topic."""
    first = words.lstrip(_LEADING_SIGNS)[:3].lower()
    return first in _LEADING_WORDS or first[:1] in _LEADING_FIRST


def _may_trail(topic: str) -> bool:
    """Tell whether the last word is one of those that only surround a topic."""
    last = topic[topic.rfind(" ") + 1 :].strip("(),.;:").lower()
    return last in _MAY_TRAIL or (len(last) == 4 and last.isdigit())


def tidy_source(words: str, *, prose: bool) -> str:
    """Return the name of a source that is not known, as far as it is a name."""
    words = _ADDRESS.sub("", words[:_LONGEST])
    return (_up_to_prose(words) if prose else words).strip(" ,;:.")


def _up_to_prose(words: str) -> str:
    """Return words up to where a sentence goes on."""
    verb = _PROSE.search(lowered(words))
    return words[: verb.start()].rstrip(_BEFORE_PROSE) if verb else words


def edition_year(words: str) -> int | None:
    """Return the year of the edition that lower-case words behind a name give.

    >>> edition_year(", 2nd edition (2004), chapter 12"), edition_year(" baclofen")
    (2004, None)
    """
    near = words[:_NEAR]
    if ("3rd" in near or "third" in near) and _THIRD_EDITION.search(near):
        return _THIRD_EDITION_BEGAN
    match = _FIRST_YEAR.search(near) if "19" in near or "20" in near else None
    return int(match[1]) if match else None
