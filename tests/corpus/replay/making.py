"""A corpus of two parts, and its replay in this process."""

from pathlib import Path

from openimr.casework.corpus_replay import plain_bench
from openimr.corpus.replay.run import Ran, ReplayOptions, replay_corpus
from openimr.corpus.store import Corpus
from openimr.corpus.tables import REPLAYED, SCHEMAS
from tests.corpus.making import corpus_of, own_texts

HERE = ReplayOptions(workers=0)


def two_parts(folder: Path) -> Corpus:
    """Return a corpus of our own letters, cut into two parts."""
    texts = own_texts()
    names = sorted(texts)
    corpus = corpus_of({name: texts[name] for name in names[::2]}, folder / "corpus")
    other = corpus_of({name: texts[name] for name in names[1::2]}, folder / "other")
    for table in SCHEMAS:
        part = other.folder / table / "part-0.parquet"
        part.rename(corpus.folder / table / "part-1.parquet")
    return corpus


def replayed(corpus: Corpus, options: ReplayOptions = HERE, engine: str = "1") -> Ran:
    """Replay a corpus."""
    return replay_corpus(corpus, plain_bench, engine, options)


def tables(corpus: Corpus) -> dict[str, bytes]:
    """Return the bytes of every file that a replay has written."""
    return {
        f"{table}/{path.name}": path.read_bytes()
        for table in REPLAYED
        for path in sorted((corpus.folder / table).glob("*"))
    }
