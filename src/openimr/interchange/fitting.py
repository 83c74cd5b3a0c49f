"""Whether a value may stand in a FHIR element (R4, section 2.24, data types)."""

import re

_LONGEST = 1_000_000
"""Characters; FHIR allows 1 MB a string, and no character takes less than a byte."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)
_FIRST = re.compile(r"[ \r\n\t\S]")
"""FHIR's own pattern, which some validators hold against the beginning alone."""

_VISIBLE = re.compile(r"[^\s\x00-\x1f]")
_CODE = re.compile(r"[^\s\x00-\x1f]+( [^\s\x00-\x1f]+)*")
_INTEGER = 2**31


def fits_text(text: str) -> bool:
    r"""Tell whether a text may be a FHIR string.

    >>> fits_text("Baclofen\n20 mg"), fits_text(" "), fits_text("a\x0cb")
    (True, False, False)
    """
    return (
        len(text) <= _LONGEST
        and _FIRST.match(text) is not None
        and _VISIBLE.search(text) is not None
        and _FORBIDDEN.search(text) is None
    )


def fits_code(text: str) -> bool:
    """Tell whether a text may be a FHIR code.

    >>> fits_code("not recommended"), fits_code("two  spaces"), fits_code("")
    (True, False, False)
    """
    return fits_text(text) and _CODE.fullmatch(text) is not None


def fits_integer(number: int) -> bool:
    """Tell whether a number may be a FHIR integer, which has 32 bits."""
    return -_INTEGER <= number < _INTEGER


def well_formed(text: str) -> str:
    """Return a text with half surrogate pairs, which no file can hold, replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
