"""The data files loaded once: what every road through the house needs."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openimr.clinical import load_drugs
from openimr.domain import Vocabulary
from openimr.guidelines import Library, load_library
from openimr.review import Standards
from openimr.review.request import RequestReader


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Guideline library, names, and the reader of requests built from them."""

    library: Library
    vocabulary: Vocabulary
    requests: RequestReader

    def standards(self, treatment: str | None) -> Standards:
        """Return what the library holds on a treatment family; nothing for None."""
        family = self.library.family(treatment) if treatment else None
        return Standards(
            title=family.title if family else "the treatment",
            editions=family.editions if family else (),
            sources=self.library.sources,
            labels={id_: fact.label for id_, fact in self.library.facts.items()},
        )


@cache
def knowledge(packs: Path | None = None) -> Knowledge:
    """Return the knowledge that ships with the package, loaded on first use.

    ``packs`` is a folder of a user's guideline files that stand over the library.
    """
    library = load_library() if packs is None else load_library(packs)
    vocabulary = Vocabulary(treatments=library.treatments(), drugs=load_drugs())
    return Knowledge(library, vocabulary, RequestReader(vocabulary))
