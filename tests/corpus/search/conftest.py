"""The corpus that most tests search in."""

import pytest

from openimr.corpus.search import Search

from .making import SUMMARIES, corpus_with, searched, the_items


@pytest.fixture(scope="session")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    """Return the search over five items in four letters."""
    folder = tmp_path_factory.mktemp("search") / "corpus"
    return searched(corpus_with(folder, the_items(), **SUMMARIES))
