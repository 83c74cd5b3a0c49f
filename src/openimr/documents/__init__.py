"""Files in, documents and pages out; and the forms among them as data."""

from .case import read_case
from .dispute import read_dispute

__all__ = ["read_case", "read_dispute"]
