"""Search over a corpus: one hit is a decision on a disputed item."""

from .engine import Search
from .fields import FACETS, FIELDS
from .found import Facet, FacetCount, Found, Hit, Order, Passage, Suggestion
from .indexing import Indexed, Writing, index_parts
from .names import Names, names_of

__all__ = [
    "FACETS",
    "FIELDS",
    "Facet",
    "FacetCount",
    "Found",
    "Hit",
    "Indexed",
    "Names",
    "Order",
    "Passage",
    "Search",
    "Suggestion",
    "Writing",
    "index_parts",
    "names_of",
]
