"""The road of ``openimr corpus search``: a corpus, and the names that people use."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from openimr.corpus.search import Indexed, Names, Search, index_parts, names_of
from openimr.corpus.store import open_corpus
from openimr.letters.read.citation_names import guideline_names

from .engine import knowledge


def search_in(folder: Path) -> Search:
    """Return the search over the corpus in a folder, with the names that we know.

    Raises:
        MissingInputError, InputError, UnreadableFileError: there is no corpus.
    """
    corpus = open_corpus(folder)
    return Search(corpus, search_names())


def index_corpus(
    folder: Path, report: Callable[[int, int], None], *, anew: bool = False
) -> Indexed:
    """Bring the search index of the corpus in a folder up to its tables.

    Raises:
        MissingInputError, InputError, UnreadableFileError: there is no corpus, a part
            of it is damaged, or another process writes the index.
        OutputError: the index cannot be written.
    """
    return index_parts(open_corpus(folder), report, anew=anew)


@cache
def search_names() -> Names:
    """Return what drugs, treatments and guidelines are called."""
    known = knowledge()
    guidelines = {
        id_: [source.name, source.letter_name]
        for id_, source in known.library.sources.items()
    }
    for name, named in guideline_names().known.items():
        for id_ in named.ids():
            if id_ is not None:
                guidelines.setdefault(id_, []).append(name)
    return names_of(known.vocabulary, guidelines)
