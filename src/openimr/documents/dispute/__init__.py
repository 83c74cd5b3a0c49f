"""Application, utilization review decision and request for authorization as data."""

from .cited_evidence import read_cited_evidence
from .reading import read_dispute

__all__ = ["read_cited_evidence", "read_dispute"]
