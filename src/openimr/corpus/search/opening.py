"""The index opened for reading, in one state."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from openimr.corpus.extra import needed
from openimr.corpus.store import Corpus
from openimr.errors import InputError, UnreadableFileError

from .guarding import guarded
from .lexicon import Lexicon
from .schema import TOKENS, analyzer

if TYPE_CHECKING:
    import tantivy


@dataclass(slots=True)
class State:
    """The index as it was at one moment."""

    stamp: int
    searcher: "tantivy.Searcher"
    lexicon: Lexicon


@contextmanager
def reading(corpus: Corpus) -> Iterator[None]:
    """Tell failures of the index as ours, with what to do.

    Raises:
        InputError: it is damaged.
    """
    try:
        with guarded(corpus.index, reading=True):
            yield
    except UnreadableFileError as problem:
        raise InputError(
            f"{corpus.index}: the index is damaged.  "
            "Make it anew with openimr corpus index --anew."
        ) from problem


def stamp_of(folder: Path) -> int:
    """Return what changes with each commit of the index in a folder.

    Raises:
        InputError: there is no index.
    """
    try:
        return (folder / "meta.json").stat().st_mtime_ns
    except OSError as problem:
        raise InputError(
            f"{folder.parent}: no index of this corpus.  "
            "Make it with openimr corpus index."
        ) from problem


def opened(folder: Path) -> "tantivy.Index":
    """Return the index in a folder; it changes only when it is told to reload."""
    index = needed("tantivy").Index.open(str(folder))
    index.register_tokenizer(TOKENS, analyzer())
    index.config_reader("manual")
    index.reload()
    return index  # type: ignore[no-any-return]
