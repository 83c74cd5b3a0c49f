"""Read a request: one line in, its parts out."""

from collections.abc import Iterable
from functools import lru_cache

from openimr.domain import RequestDetails, Vocabulary

from .knowledge import general_words
from .named import Namer
from .reading import Reading
from .spelling import Spelling
from .split import split_items
from .words import read_words, singular

_REMEMBERED = 16384
"""Case files and letters ask for the same things in the same words, over and over."""


class RequestReader:
    """Reads requests by the names of one vocabulary.

    >>> from openimr.domain import Drug, Vocabulary
    >>> soma = Drug(name="carisoprodol", brands=("Soma",))
    >>> reader = RequestReader(Vocabulary(treatments=(), drugs=(soma,)))
    >>> details = reader.read("Soma 350mg #60 with 1 refill")
    >>> details.drug, details.brand, details.strength, details.quantity
    ('carisoprodol', 'Soma', '350 mg', 60)
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.general = general_words()
        self._namer = Namer(vocabulary, self.general)
        self.named = self._namer.named
        spelling = Spelling({*self._namer.words, *self.general.others})
        self._right = lru_cache(maxsize=_REMEMBERED)(
            lambda word: spelling.right(singular(word))
        )
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._read)

    def read(self, text: str) -> RequestDetails:
        """Return what the words ask for; what they do not state is None."""
        return self._remembered(text)

    def forget(self) -> None:
        """Drop what is remembered of earlier requests."""
        self._remembered.cache_clear()
        self._namer.forget()

    def _read(self, text: str) -> RequestDetails:
        return Reading(self, text).details()

    def spelt(self, words: Iterable[str]) -> list[str]:
        """Return words singular, and right where they are misspelt by one letter."""
        return list(map(self._right, words))

    def nearest(self, text: str) -> tuple[str, ...]:
        """Return the families nearest to a request that names none, at most three.

        >>> from openimr.domain import ItemKind, Treatment, Vocabulary
        >>> tens = Treatment(id="tens", kind=ItemKind.DEVICE, names=("tens unit",))
        >>> reader = RequestReader(Vocabulary(treatments=(tens,), drugs=()))
        >>> reader.nearest("Scrambler unit"), reader.nearest("Dental crown")
        (('tens',), ())
        """
        details = self.read(text)
        if details.treatment is not None:
            return ()
        words = self.spelt(word[0] for word in read_words(text.lower()))
        return tuple(self._namer.families.nearest(words, details.kind))

    def split(self, text: str) -> tuple[str, ...]:
        r"""Return the items of a line that asks for several.

        >>> from openimr.domain import Vocabulary
        >>> reader = RequestReader(Vocabulary(treatments=(), drugs=()))
        >>> reader.split("GABAPENTIN 600MG #90 3RF; COMPOUND CREAM")
        ('GABAPENTIN 600MG #90 3RF', 'COMPOUND CREAM')
        """
        return split_items(self, text)
