"""A started engine, and the page a picture reads as."""

from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from openimr.documents.ocr import OcrPage, why_not
from openimr.documents.ocr.availability import language_data
from openimr.documents.ocr.engine import Engine
from openimr.documents.ocr.raster import Raster
from openimr.documents.ocr.reading import read_page

Read = Callable[[Image.Image], OcrPage]


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Start the engine, or skip and say what is not installed."""
    folder = language_data()
    missing = why_not()
    if missing or folder is None:
        pytest.skip(missing or "the English data of tesseract is not installed")
    with Engine(folder) as started:
        yield started


@pytest.fixture(scope="session")
def read(engine: Engine) -> Read:
    """Return what reads the picture of a letter page, upright or lying."""

    def page(picture: Image.Image) -> OcrPage:
        upright = picture.height > picture.width
        points = (612.0, 792.0) if upright else (792.0, 612.0)
        return read_page(Raster(picture=picture, points=points), engine)

    return page
