"""Files in, documents and pages out."""

from .case import read_case

__all__ = ["read_case"]
