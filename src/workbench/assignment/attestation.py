"""The text that a reviewer agrees to before a file opens, as data."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from openimr.domain.guideline import Mark
from openimr.panel.knowledge import build
from openimr.panel.rules import rulebook

_NAME = "attestation.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence, and the rule of the panel that it answers."""

    rule: str
    says: str

    @property
    def citation(self) -> str:
        """Return where the rule comes from."""
        return rulebook().rule(self.rule).citation

    @property
    def unverified(self) -> bool:
        """Tell whether the words of the law were not read at their source."""
        return rulebook().rule(self.rule).mark is Mark.UNVERIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What is agreed to."""

    version: str
    source: str
    opening: str
    statements: tuple[Statement, ...]
    meaning: tuple[str, ...]
    closing: str


@cache
def text() -> Text:
    """Return the text that is in use.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    data = files(__package__).joinpath("data", _NAME).read_bytes()
    return build(data, _NAME, Text)
