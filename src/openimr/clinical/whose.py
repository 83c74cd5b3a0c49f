"""Whose state a sentence opens by telling, and of which visit.

These are questions to the whole sentence; what single words deny, suppose or tell as
past is answered by ``openimr.text.scopes``.
"""

import re

_RELATIVE = re.compile(
    r"(?:[a-z][a-z /&-]{1,30}:)?\W*(?:(?:his|her|the|patient's|my)\s+)?"
    r"(?:maternal\s+|paternal\s+|older\s+|younger\s+)*"
    r"(?:(?P<woman>mother|sister|aunt|grandmother|daughter|niece|wife)"
    r"|(?P<man>father|brother|uncle|grandfather|son|nephew|husband)"
    r"|cousin|spouse|neighbou?r|friend|roommate|coworker)\b"
    r"(?!\s+(?:\w+\s+){0,2}?(?:says|said|reports|reported|tells|told|notes|noted|states"
    r"|stated|confirms|confirmed|thinks|believes|observes|describes|adds|finds|sees)\b)"
)
_WORKER = r"patient|worker|claimant|applicant"
_BACK_TO_WORKER = {
    "woman": re.compile(rf"\b(?:he|him|his|{_WORKER})\b"),
    "man": re.compile(rf"\b(?:she|her|{_WORKER})\b"),
    None: re.compile(rf"\b(?:he|she|him|{_WORKER})\b"),
}
"""Words that go on about the worker: "she" after "her daughter" is the daughter."""


_VISIT_BEFORE = re.compile(
    r"(?<!since )(?<!since his )(?<!since her )(?<!since the )\b(?:last|previous|prior)"
    r" (?:visit|appointment|examination|exam|evaluation|encounter|time)\b"
)
_HOLDS = re.compile(
    r"\b(?:as|still|again|unchanged|than|compared|remains?|persist\w*|continu\w*)\b"
)
"""Words that tell of the last visit what holds today too."""

_PART = re.compile(r"[;:]|\bbut\b|\bwhich\b|\bthat was\b|\. ")


def of_relative(words: str, at: int) -> bool:
    """Tell whether a sentence is about someone else: "Her mother moved in ..."."""
    match = _RELATIVE.match(words)
    if match is None or at < match.end():
        return False
    back = _BACK_TO_WORKER[match.lastgroup]
    return not back.search(words, match.end(), max(match.end(), at))


def of_earlier_visit(words: str, at: int) -> bool:
    """Tell whether lower-case words at an offset are told of the visit before.

    >>> of_earlier_visit("at the last visit there was spasm", 28)
    True
    >>> of_earlier_visit("spasm, less than at the last visit", 0)
    False
    """
    told = [match.start() for match in _VISIT_BEFORE.finditer(words)]
    if not told or _HOLDS.search(words):
        return False
    first, last = sorted((at, told[-1]))
    return _PART.search(words, first, last) is None
