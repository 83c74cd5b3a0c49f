"""Single signs made plain, one for one, so that every offset stays."""

import re

SOFT_HYPHEN = "\u00ad"
"""Stands in same-length text for every sign that only breaks a word, or is no width."""

_SAME_LENGTH = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00a0\u1680\u2007\u202f\u205f\u3000\x1f", " "),
    **dict.fromkeys(
        "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a", " "
    ),
    **dict.fromkeys("\u0085\u2028\u2029\f\v\r\x1c\x1d\x1e", "\n"),
    **dict.fromkeys("\u200b\ufeff\ufffe\u0002", SOFT_HYPHEN),
}
_SPECIAL = re.compile(f"[{''.join(_SAME_LENGTH)}]")


def fold(words: str) -> str:
    r"""Fold every run of white space to one space.

    >>> fold(" 7/10 with\n medications ")
    '7/10 with medications'
    """
    return " ".join(words.split())


def same_length(raw: str) -> str:
    r"""Exchange typographic characters for plain ones, one for one.

    >>> same_length("\u201cspasm\u201d \u2013 none")
    '"spasm" - none'
    """
    return _SPECIAL.sub(_plain_sign, raw)


def lowered(text: str) -> str:
    r"""Return a text in small letters, one for one.

    >>> lowered("Spasm \u0130")  # a letter that grows stays as it is
    'spasm \u0130'
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def _plain_sign(match: re.Match[str]) -> str:
    return _SAME_LENGTH[match[0]]
