"""Builds of our own letters, and what they left on the disk."""

import shutil
from pathlib import Path

from openimr.casework.corpus_build import reading_tools
from openimr.corpus.building import BuildOptions, Built, build
from openimr.corpus.store import Corpus
from openimr.corpus.tables import SCHEMAS

LETTERS = Path(__file__).parents[2] / "letters" / "read" / "letters"
HERE = BuildOptions(workers=0, index=False)


def own_letters(folder: Path, names: str = "*.txt") -> Path:
    """Copy the letters of the reader's tests into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(LETTERS.glob(names)):
        shutil.copy(path, folder)
    return folder


def letter(number: int) -> str:
    """Return a short letter that no other number gives."""
    words = sorted(LETTERS.glob("*.txt"))[0].read_text("utf-8")
    return f"{words}\nPage printed for copy {number}.\n"


def built(sources: object, out: Path, options: BuildOptions = HERE) -> Built:
    """Build here, without an index."""
    places = sources if isinstance(sources, list) else [sources]
    return build([str(each) for each in places], out, reading_tools, options)


def rows(corpus: Corpus, question: str) -> list[tuple[object, ...]]:
    """Ask the tables."""
    with corpus.connect() as database:
        return list(database.execute(question).fetchall())


def tables(corpus: Corpus) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, in a fixed order."""
    return {
        table: rows(corpus, f"SELECT * FROM {table} ORDER BY ALL")  # noqa: S608
        for table in SCHEMAS
    }


def files(folder: Path) -> dict[str, bytes]:
    """Return what readers of a corpus can see, byte for byte."""
    corpus = Corpus(folder)
    paths = [path for table in SCHEMAS for path in corpus.parts(table)]
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in (*paths, folder / "corpus.json")
    }
