"""Tell a hyphen that only broke a word at a line end from one that belongs to it.

Without a dictionary nobody can be sure.  The text itself is asked first: a word that
stands elsewhere with its hyphen keeps it, one that stands elsewhere without loses it.
Else common beginnings ("non-") and endings ("-sided") decide, and a hyphen beside
anything but small letters (``L4-5``, ``X-ray``) always stays.
"""

import re

_BEGINNINGS = frozenset(
    (
        "anti all bi by co counter cross ex extra far follow full half hard high in "
        "inter intra left long low lower mid mini mono multi near non off on one "
        "open out outer over para part peri poly post pre pro quasi re right self "
        "semi short single six soft sub super tele ten three top trans tri two four "
        "five ultra un under up upper well wide work year month week day hour degree "
        "to pain drug"
    ).split()
)
_ENDINGS = frozenset(
    (
        "sided level line term dose based related free bearing day week month year "
        "old up down grade time duty ray care going time like type acting release "
        "threatening standing limiting inducing ups through in out off to of point "
        "step hour minute fold wide specific induced dependent resistant reported"
    ).split()
)
_LAST_WORD = re.compile(r"[\w-]*\Z")
_NEXT_WORD = re.compile(r"\w*")
_LONGEST = 40
_GRADE = re.compile(r"\d-\Z")
_LEVEL = re.compile(r"(?<![A-Za-z])[CTLS]\d{1,2}-\Z")
_SAME_LEVEL = re.compile(r"[CTLS]?\d{1,2}\b")


def breaks_word(line: str, following: str) -> bool:
    """Tell whether the hyphen at a line's end joins it to the next line.

    A muscle's grade ends in a hyphen of its own, and a capital behind it opens
    another row; levels, ranges and dates go on with a figure.

    >>> breaks_word("chest X-", "ray"), breaks_word("L4-", "L5 disc")
    (True, True)
    >>> breaks_word("EHL 4-", "Sensation intact")
    False
    """
    if not (line[-2:-1].isalnum() and following[:1].isalnum()):
        return False
    if not _GRADE.search(line):
        return True
    if following[0].isalpha() and following[0].isupper():
        return bool(_LEVEL.search(line) and _SAME_LEVEL.match(following))
    return True


def belongs_to_word(text: str, before: int, after: int) -> bool:
    """Tell whether a hyphen belongs to the word around it.

    ``before`` is where the text in front of the hyphen ends, ``after`` where the text
    behind it begins again; a line end may stand between them.
    """
    first = _LAST_WORD.search(text, max(0, before - _LONGEST), before)
    second = _NEXT_WORD.match(text, after, after + _LONGEST)
    start = first[0] if first else ""
    end = second[0] if second else ""
    if not (start.isalpha() and start[-1:].islower() and end[:1].islower()):
        return True
    if f"{start}-{end}" in text:
        return True
    if f"{start}{end}" in text:
        return False
    return start.lower() in _BEGINNINGS or end.lower() in _ENDINGS
