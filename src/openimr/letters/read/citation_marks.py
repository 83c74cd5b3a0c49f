"""The marks at which letters' words on guidelines are cut, as patterns.

A mark is the name of a guideline, a page list, an address, or a phrase of the form.
"""

import re

from openimr.text.patterns import by_first_letter

from .citation_names import guideline_names

NAMES = guideline_names()
_NUMBER = r"(?!(?:19|20)\d\d\b)\d{1,4}(?!\.\d|\d)"
_RANGE = rf"{_NUMBER}(?:\s*(?:-|to)\s*{_NUMBER})?"
_ADDRESS = r"\S+(?:(?<=[-/._?=&#])\s+\S*[./#=]\S*)*"
_OWNERS = frozenset({"odg", "acoem"})
_NOT_CLOSING = r"(?!\s*\))"
"""An owner that closes a bracket only says whose the guideline before it is."""

MARK = re.compile(
    by_first_letter(
        (
            *(
                rf"{name}(?!\w)" + _NOT_CLOSING * (name in _OWNERS)
                for name in NAMES.patterns
            ),
            r"p(?P<pages>(?:ages?(?:\(s\))?|gs?\.?|p?\.)\s*[:#]?\s*"
            rf"(?P<list>{_RANGE}(?:\s*(?:,|&|\band\b)(?:\s*and\b)?\s*(?:pp?\.\s*)?"
            rf"{_RANGE})*)(?:\s*of\s+\d+)?)",
            r"d(?P<mtus>ecision\s+based\s+on\s+mtus\b)",
            r"d(?P<non>ecision\s+based\s+on\s+non[-\s]*mtus\s+citations?\b)",
            r"o(?P<other>ther\s+medical\s+treatment\s+guidelines?\s+or\s+medical"
            r"\s+evidence\b\s*:?)",
            rf"h(?P<link>ttps?://{_ADDRESS})",
            rf"w(?P<site>ww\.{_ADDRESS})",
        )
    )
)
"""A mark without a group is a guideline's name."""

FORM_MARKS = frozenset({"mtus", "non", "other"})
"""Groups of marks that begin a segment of the form."""

BASED_ON = re.compile(
    r"\b(?:based|relied)\s+(?:(?:its|his/her|his|her|their)\s+(?:decision|determination)"
    r"\s+)?(?:up)?on\s+(?:the\s+)?",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"\W*(?:none\b|no\b|not\b|n/?a\b|mtus\W*\Z|\Z|.{0,60}\b(?:did|does|do)\s+not\b"
    r"|.{0,40}\bnot\s+(?:cited|stated)|.{0,60}\bsilent\b)",
    re.IGNORECASE | re.DOTALL,
)
"""Words of a segment that names no source."""

OPENS = re.compile(r"(?:\bmtus\b[\s:,]*|(?:19|20)\d\d\)?\s*[,;]?\s*(?:and\s+)?)\Z")
"""What stands before a name that is one only where a source is expected."""

SECTION = re.compile(r"sections?(?:\(s\))?\s*:\s*(?:[^,;]*[,;]\s*)*\Z")
LETTER = re.compile(r"[^\W_]")
PAGE_DASH = re.compile(r"\s*(?:-|to)\s*")
PAGE_COMMA = re.compile(r"\s*(?:,|&|\band\b)(?:\s*and\b)?\s*(?:pp?\.\s*)?")
