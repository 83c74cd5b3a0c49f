"""A library over a small corpus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import caches

from .making import HIT, build, words


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("library"))


@pytest.fixture(autouse=True)
def library(corpus: Path, settings: LazySettings) -> Iterator[None]:
    settings.CORPUS = corpus
    for name in settings.CACHES:
        caches[name].clear()
    yield
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def a_letter() -> str:
    """Return the address of a letter with two items, one of each outcome."""
    found = HIT.search(words("/library/", q="drug:tizanidine", sort="case"))
    assert found is not None
    return found[1]
