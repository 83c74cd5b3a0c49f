"""How well pages without text are read, and how long one takes.

The pages are invented ones, spoilt as scanners, faxes and tired copiers spoil them;
what they say is known.
"""

import time
from collections.abc import Iterator

from openimr.documents.ocr.availability import language_data
from openimr.documents.ocr.engine import Engine
from openimr.documents.ocr.raster import Raster
from openimr.documents.ocr.reading import read_page

from .figures import Figure
from .scans import KINDS, LETTER, sheets, word_errors, words

NAME = "recognition"


def figures() -> Iterator[Figure]:
    """Yield the word error rate and the seconds a page of each kind of scan.

    Nothing is measured where recognition is not installed.
    """
    folder = language_data()
    if folder is None:
        return
    with Engine(folder) as engine:
        for kind in KINDS:
            yield from _of_kind(kind, engine)


def _of_kind(kind: str, engine: Engine) -> Iterator[Figure]:
    wrong = total = 0
    seconds = 0.0
    pages = sheets()
    for sheet in pages:
        raster = Raster(picture=KINDS[kind](sheet, 1), points=LETTER)
        began = time.process_time()
        read = read_page(raster, engine)
        seconds += time.process_time() - began
        truth = words(sheet.text)
        wrong += word_errors(truth, words(read.text))
        total += len(truth)
    yield Figure(
        benchmark=NAME,
        name=f"{kind}: word errors",
        value=100 * wrong / total,
        unit="%",
    )
    yield Figure(
        benchmark=NAME,
        name=f"{kind}: a page",
        value=seconds / len(pages),
        unit="s",
        yardstick="of processor time",
    )
