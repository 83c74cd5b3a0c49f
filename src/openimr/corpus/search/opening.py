"""The index opened for reading, in one state."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openimr.corpus.extra import needed
from openimr.corpus.store import Corpus
from openimr.errors import InputError, UnreadableFileError

from .found import Facet
from .guarding import guarded
from .lexicon import Lexicon
from .names import Names
from .schema import TOKENS, WHEN, bare_analyzer
from .together import halves, part_numbers

if TYPE_CHECKING:
    import tantivy

_SHARE = 50
_FEW = 500


@dataclass(slots=True)
class State:
    """The index as it was at one moment."""

    stamp: int
    searcher: "tantivy.Searcher"
    lexicon: Lexicon
    newest: int | None
    """Number in the order of time from which on only a few items stand."""

    halves: "tuple[tantivy.Query, tantivy.Query] | None"
    """What cuts all items in two; None where there are too few to cut."""

    counts: dict[tuple[object, ...], tuple[int, tuple[Facet, ...]]] = field(
        default_factory=dict
    )
    """Counts of the last few questions: a second page need not count again."""

    @classmethod
    def of(cls, stamp: int, searcher: "tantivy.Searcher", names: Names) -> "State":
        """Return the state in which an index is now."""
        lexicon = Lexicon(searcher, names)
        cut = halves(part_numbers(searcher))
        return cls(stamp, searcher, lexicon, _newest(searcher), cut)


def _newest(searcher: "tantivy.Searcher") -> int | None:
    few = searcher.num_docs // _SHARE
    if few < _FEW:
        return None
    every = needed("tantivy").Query.all_query()
    last: Any = searcher.search(
        every, limit=1, count=False, order_by_field=WHEN, offset=few
    ).hits
    return int(last[0][0])


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
    index.register_tokenizer(TOKENS, bare_analyzer())
    index.config_reader("manual")
    index.reload()
    return index  # type: ignore[no-any-return]
