"""Pages in, clinical facts with verbatim quotes out."""

from .drugs import load_drugs

__all__ = ["load_drugs"]
