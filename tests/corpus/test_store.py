"""A corpus on the disk, opened."""

from pathlib import Path

import pytest

from openimr.corpus.store import MARK, open_corpus
from openimr.errors import InputError, MissingInputError, UnreadableFileError

from .making import corpus_of, own_texts


def test_each_table_of_a_corpus_is_a_view(tmp_path: Path) -> None:
    corpus = corpus_of(own_texts(), tmp_path / "corpus")

    database = open_corpus(corpus.folder).connect()

    letters = database.execute("SELECT count(*) FROM letters").fetchone()
    assert letters == (len(own_texts()),)
    assert database.execute("SELECT count(*) FROM replays").fetchone() == (0,)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="nowhere"):
        open_corpus(tmp_path / "nowhere")


def test_a_folder_without_a_corpus_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="openimr corpus build"):
        open_corpus(tmp_path)


def test_a_corpus_of_another_layout_is_not_read(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text('{"layout": 0}')

    with pytest.raises(InputError, match="another version"):
        open_corpus(tmp_path)


@pytest.mark.parametrize("mark", ["", "[]", "{}", "\x00"])
def test_a_damaged_mark_is_told(tmp_path: Path, mark: str) -> None:
    (tmp_path / MARK).write_text(mark)

    with pytest.raises(UnreadableFileError):
        open_corpus(tmp_path)
