"""Numbers and addresses in one form, so that two ways of writing meet."""

import re
from functools import lru_cache

from .words import identity, plain, words

_NO_DIGIT = re.compile(r"\D+")
_NO_SIGN = re.compile(r"[^A-Z0-9]+")
_ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\s*$")
NPI_DIGITS = 10
_PHONE_DIGITS = 10
_SHORTEST_LICENCE = 4


def npi(text: str | None) -> str | None:
    """Return a National Provider Identifier as ten digits, or None for anything else.

    >>> npi("12345-67893"), npi("none")
    ('1234567893', None)
    """
    digits = _NO_DIGIT.sub("", text or "")
    return digits if len(digits) == NPI_DIGITS and set(digits) != {"0"} else None


def phone(text: str | None) -> str | None:
    """Return the last ten digits of a telephone number, extension left out.

    >>> phone("+1 (555) 010-0199 x12")
    '5550100199'
    """
    number = re.split(r"(?i)\b(?:ext?|extension)\b\.?|x\s*\d", text or "")[0]
    digits = _NO_DIGIT.sub("", number)
    if len(digits) < _PHONE_DIGITS or set(digits) == {"0"}:
        return None
    return digits[-_PHONE_DIGITS:]


def email(text: str | None) -> str | None:
    """Return a mailbox in lower case, without what stands behind a plus sign.

    >>> email("Ines.Pellworth+imr@Example.ORG")
    'ines.pellworth@example.org'
    """
    box, at, host = (text or "").strip().casefold().rpartition("@")
    box = box.split("+")[0]
    return f"{box}@{host}" if at and box and host else None


def shared_mailbox(address: str) -> bool:
    """Tell whether a mailbox is that of an office, not of a person."""
    return address.partition("@")[0] in identity().shared_mailboxes


def licence(text: str | None) -> str | None:
    """Return a licence number as capitals and digits, zeros in front of them dropped.

    >>> licence("CA A-0012345"), licence("A12345")
    ('A12345', 'A12345')
    """
    signs = _NO_SIGN.sub(" ", (text or "").upper()).split()
    if len(signs) > 1 and signs[0].isalpha() and len(signs[0]) == 2:
        signs = signs[1:]
    joined = "".join(signs)
    found = re.fullmatch(r"([A-Z]*)0*(\d+[A-Z]*)", joined)
    joined = found[1] + found[2] if found else joined
    telling = len(joined) >= _SHORTEST_LICENCE and any(map(str.isdigit, joined))
    return joined if telling else None


@lru_cache(maxsize=50_000)
def address(text: str | None) -> tuple[str, str] | None:
    """Return house number with ZIP code, and the rest of the street; None if unclear.

    >>> address("120 North Fern Street, Suite 4, Oldacre, CA 90001-1234")
    ('120 90001', 'n fern st')
    """
    bare = plain(text or "")
    code = _ZIP.search(bare)
    parts = words(bare)
    if code is None or not parts or not parts[0].isdigit():
        return None
    known = identity().streets
    street = words(bare.split(",")[0])[1:]
    short = [known.get(word, word) for word in street]
    if "ste" in short:
        short = short[: short.index("ste")]
    return f"{parts[0]} {code[1]}", " ".join(short)
