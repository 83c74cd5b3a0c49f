"""What a build is handed to read letters with, in every process that reads."""

from collections.abc import Callable
from dataclasses import dataclass

from openimr.domain import Vocabulary
from openimr.letters.read import Recognise


@dataclass(frozen=True, slots=True)
class Tools:
    """The understanding of requests, and the names by which things go."""

    recognise: Recognise
    vocabulary: Vocabulary


Prepare = Callable[[], Tools]
"""Makes the tools.  It is a function of a module, for it travels by its name."""
