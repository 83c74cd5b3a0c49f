"""A key that words of the same sound share, for names heard or misspelt.

Consonants in order, doubled ones once, those that are spelt several ways as one; the
vowel at the beginning counts as one sign.  Ours, and coarser than a dictionary.
"""

import re

_SPELLINGS = (
    (re.compile(r"^(?:kn|gn|pn)"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"tsch|tch|sch|sh|ch"), "x"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|qu|q|c(?![eiy])|k"), "k"),
    (re.compile(r"[cz]"), "s"),
    (re.compile(r"gh(?=t|$)"), ""),
    (re.compile(r"v|w(?=s|$)"), "f"),
    (re.compile(r"dt|th"), "t"),
    (re.compile(r"(?<=.)[hwj]"), ""),
)
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """Return the sound key of a lower-case word.

    >>> sound("philips") == sound("fillipps"), sound("meyer") == sound("mayer")
    (True, True)
    >>> sound("orr") == sound("ore"), sound("parker") == sound("barker")
    (True, False)
    """
    key = word
    for pattern, spelt in _SPELLINGS:
        key = pattern.sub(spelt, key)
    head = "a" if _VOWELS.match(key) else ""
    return _DOUBLED.sub(r"\1", head + _VOWELS.sub("", key))
