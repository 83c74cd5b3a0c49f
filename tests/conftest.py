"""Fixtures that every room's tests use."""

from pathlib import Path

import pytest

from openimr.casework import Reviewed, review_case
from openimr.documents import ReadingOptions

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "case"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared letters and case files beside the checkout."""
    folder = ROOT.parent / "shared"
    if not (folder / "letters").is_dir():
        pytest.skip("the shared letters and case files are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def reading(request: pytest.FixtureRequest) -> ReadingOptions:
    """Return how to read scans: once, and out of a cache from then on."""
    return ReadingOptions(cache=request.config.cache.mkdir("recognised"))


@pytest.fixture(scope="session")
def example(reading: ReadingOptions) -> Reviewed:
    """Return the review of the bundled example case."""
    return review_case(EXAMPLE, reading=reading)
