"""A glance at a text that tells a page which is plainly written in English.

Nine pages of ten are, and every page with text is asked about: the glance only counts
bytes, which costs some millionths of a second.  Each bound is far from what a shifted
alphabet, a lost font or a failed recognition reaches; a text within all of them cannot
be one of these, and a text beyond any of them is looked at closely elsewhere.
"""

_SPACE = b" \t\n\r\f\v"
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VOWELS = b"aeiouAEIOU"
_FREQUENT = b"etaoinsrETAOINSR"
_ALPHANUMERIC = frozenset(_LETTERS + b"0123456789")
_MARKS = bytes(code for code in range(33, 127) if code not in _ALPHANUMERIC)

_BREAKING = b'!"$;?[]\\^`{|}~%&@' + bytes({*range(32), 127} - {*_SPACE})
"""Marks that stand inside no word, date, dose or code, and control characters."""

_FEWEST = 100
_LEAST_ASCII = 0.85
_LEAST_LETTERS = 0.6
_MOST_MARKS = 0.2
_MOST_BREAKING = 0.2
"""In a word."""

_LEAST_FREQUENT, _LEAST_VOWELS = 0.57, 0.33
"""Shares of the letters.  Prose has 0.64 and 0.38; a shifted or shuffled alphabet
reaches 0.53 in the one and seldom 0.33 in the other."""

_SHORTEST_WORDS, _LONGEST_WORDS = 3.0, 8.0
"""Letters between two spaces on average."""


def is_ordinary(text: str) -> bool:
    """Tell whether the text is plainly English; False says nothing.

    >>> is_ordinary("The patient was seen for low back pain. " * 4)
    True
    >>> is_ordinary("Wkh sdwlhqw zdv vhhq iru orz edfn sdlq. " * 4)
    False
    """
    raw = text.encode("ascii", "ignore")
    visible = raw.translate(None, _SPACE)
    letters = _count(visible, _LETTERS)
    words = len(raw.split())
    return (
        len(visible) >= _FEWEST
        and len(raw) >= _LEAST_ASCII * len(text)
        and letters >= _LEAST_LETTERS * len(visible)
        and _SHORTEST_WORDS * words <= letters <= _LONGEST_WORDS * words
        and _count(visible, _FREQUENT) >= _LEAST_FREQUENT * letters
        and _count(visible, _VOWELS) >= _LEAST_VOWELS * letters
        and _count(visible, _BREAKING) <= _MOST_BREAKING * words
        and _count(visible, _MARKS) <= _MOST_MARKS * len(visible)
        and b"(cid:" not in raw
    )


def _count(visible: bytes, kinds: bytes) -> int:
    return len(visible) - len(visible.translate(None, kinds))
