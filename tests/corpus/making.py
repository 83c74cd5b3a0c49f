"""A small corpus of our own letters, made without the build."""

from hashlib import sha256
from pathlib import Path

from pyarrow import parquet

from openimr.casework import knowledge
from openimr.corpus.labels import labels_for
from openimr.corpus.rows import Gathered, rows_of
from openimr.corpus.store import LAYOUT, MARK, Corpus
from openimr.letters.read import read

PROGRAMME = "california_workers_comp"
LETTERS = Path(__file__).parent.parent / "letters" / "read" / "letters"


def corpus_of(texts: dict[str, str], folder: Path) -> Corpus:
    """Return a corpus of letters given by name and text."""
    known = knowledge()
    labels = labels_for(PROGRAMME, known.vocabulary)
    gathered = Gathered()
    for source, text in sorted(texts.items()):
        letter = read(text, source, known.requests.read)
        name = sha256(text.encode()).hexdigest()[:32]
        gathered.add(rows_of(letter, name, source, labels))
    for table, rows in gathered.tables().items():
        (folder / table).mkdir(parents=True)
        parquet.write_table(rows, folder / table / "part-0.parquet")
    (folder / MARK).write_text(f'{{"layout": {LAYOUT}}}\n', "utf-8")
    return Corpus(folder)


def own_texts() -> dict[str, str]:
    """Return the letters of the reader's tests."""
    return {
        path.name: path.read_text("utf-8") for path in sorted(LETTERS.glob("*.txt"))
    }
