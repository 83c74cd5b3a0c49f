"""The roads of ``openimr corpus outcome``: published letters alone, never a case.

No road of a case may import this module: what it gives is not for a reviewer.
"""

from collections.abc import Callable
from pathlib import Path

from openimr import __version__
from openimr.corpus.outcome.chart import reliability
from openimr.corpus.outcome.checking import Surprise, check, surprises
from openimr.corpus.outcome.measures import Figures
from openimr.corpus.outcome.model import Model, Tested, read_model, write_model
from openimr.corpus.outcome.training import MOST, train
from openimr.corpus.store import open_corpus
from openimr.letters.placing import write_file


def train_model(
    folder: Path,
    out: Path,
    most: int = MOST,
    report: Callable[[str], None] = lambda _: None,
) -> Model:
    """Learn a model from the corpus in a folder and write it to a file.

    Raises:
        InputError: there is no corpus, or too little in it.
        OutputError: the file cannot be written.
    """
    model = train(open_corpus(folder), __version__, most, report)
    write_file(out, write_model(model))
    return model


def check_model(path: Path, folder: Path | None) -> tuple[Model, Tested]:
    """Return a model and its figures: those it holds, or those on a corpus.

    Raises:
        InputError: the file holds no model, or the corpus nothing late enough.
    """
    model = read_model(path)
    return model, check(model, open_corpus(folder)) if folder else model.tested


def triage(path: Path, folder: Path, most: int) -> tuple[Model, tuple[Surprise, ...]]:
    """Return a model and the published items that came out otherwise than it expects.

    Raises:
        InputError: the file holds no model, or the corpus nothing late enough.
    """
    model = read_model(path)
    return model, surprises(model, open_corpus(folder), most)


def draw(model: Model, figures: Figures, out: Path) -> None:
    """Write the reliability diagram as SVG or PNG, by the file's ending.

    Raises:
        OutputError: the file cannot be written.
    """
    write_file(out, reliability(model, figures, out.suffix.lower().removeprefix(".")))
