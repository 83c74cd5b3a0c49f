"""Application, utilization review decision and request for authorization as data."""

from .reading import read_dispute

__all__ = ["read_dispute"]
