"""YAML in, dated and cited guidelines out.

``library/`` holds one file a treatment family, ``rules/`` what a regulation asks of
every family, ``treatments.yaml`` the names of families that have no rules yet,
``facts.yaml`` what may be asked of records, ``sources.yaml`` what may be cited.
"""

from .library import Library, check, load_facts, load_file, load_library
from .soundness import questions

__all__ = [
    "Library",
    "check",
    "load_facts",
    "load_file",
    "load_library",
    "questions",
]
