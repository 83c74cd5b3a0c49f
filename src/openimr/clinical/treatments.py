"""What treatments other than drugs are called (``lexicon/treatments.yaml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from . import knowledge
from .phrases import Phrase


class Naming(StrEnum):
    """How words name a treatment."""

    COURSE = "courses"
    """Sentences go on about it."""

    AID = "aids"
    """In passing; it holds for that sentence only."""

    QUIET = "quiet"
    """Only where the item in dispute is of the same kind."""

    GENERAL = "general"
    """Too general to name it, unless the item is of that kind or family."""


@dataclass(frozen=True, slots=True)
class TreatmentWords:
    """The names of treatments, and how the treatments belong together."""

    names: Mapping[Naming, Mapping[str, tuple[Phrase, ...]]]
    same: Mapping[str, tuple[str, ...]]
    """Families that records do not keep apart from another."""

    kinds: Mapping[str, str]
    """The kind of each family."""

    injected: frozenset[str] = frozenset()
    """Drugs that a needle brings in; beside an injection no treatment of their own."""


@cache
def load_treatments() -> TreatmentWords:
    """Return the words for treatments.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    keys = (*(naming.value for naming in Naming), "same", "kinds", "injected")
    entry = knowledge.read("treatments.yaml")
    fields = entry.fields(keys)
    names = {
        naming: {
            treatment: tuple(item.phrase() for item in words.items())
            for treatment, words in entry.required(fields, naming.value)
            .fields()
            .items()
        }
        for naming in Naming
    }
    same = entry.required(fields, "same").fields()
    kinds = entry.required(fields, "kinds").fields()
    return TreatmentWords(
        names=names,
        same={treatment: others.texts() for treatment, others in same.items()},
        kinds={each: kind for kind, own in kinds.items() for each in own.texts()},
        injected=frozenset(entry.required(fields, "injected").texts()),
    )


@cache
def load_aids() -> frozenset[str]:
    """Return the treatments that hold for the sentence that names them only.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    return frozenset(load_treatments().names[Naming.AID])
