"""Pages in, clinical facts with verbatim quotes out."""

from .drugs import load_drugs
from .facts import find_facts
from .history import find_history
from .medications.sigs import read_sig
from .records import Records, read_records, read_summary

__all__ = [
    "Records",
    "find_facts",
    "find_history",
    "load_drugs",
    "read_records",
    "read_sig",
    "read_summary",
]
