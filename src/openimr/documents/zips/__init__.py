"""ZIP archives of strangers: what is in them, and its bytes, within bounds."""

from .allowance import Allowance, Meter
from .directory import list_entries, names_inside
from .entries import Entry, Listing
from .inflating import unpack

__all__ = [
    "Allowance",
    "Entry",
    "Listing",
    "Meter",
    "list_entries",
    "names_inside",
    "unpack",
]
