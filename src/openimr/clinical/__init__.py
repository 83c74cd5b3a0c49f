"""Pages in, clinical facts with verbatim quotes out."""

from .drugs import load_drugs
from .facts import find_facts
from .history import find_history
from .medications.sigs import read_sig
from .records import Records, read_records, read_summary
from .timeline import medication_timeline

__all__ = [
    "Records",
    "find_facts",
    "find_history",
    "load_drugs",
    "medication_timeline",
    "read_records",
    "read_sig",
    "read_summary",
]
