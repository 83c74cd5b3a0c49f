"""Publication copies: the parties taken out, and an attack on what is left."""

from .copying import file_names, publication_copy
from .dates import Calendar, DatePolicy, checked_shift, date_policy
from .gather import gather
from .leaks import Leak, find_leaks
from .parties import KnownValue, Organisation, Parties, Person
from .remover import Remover

__all__ = [
    "Calendar",
    "DatePolicy",
    "KnownValue",
    "Leak",
    "Organisation",
    "Parties",
    "Person",
    "Remover",
    "checked_shift",
    "date_policy",
    "file_names",
    "find_leaks",
    "gather",
    "publication_copy",
]
