"""A letter made again from its rows is replayed as the letter itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from openimr.casework import knowledge, replay_letter
from openimr.corpus.replay.kept import inputs
from openimr.corpus.replay.rebuild import Rebuilt, letters_of
from openimr.errors import InputError
from openimr.letters.read import read
from tests.corpus.making import corpus_of, own_texts


def rebuilt(texts: dict[str, str], folder: Path) -> dict[str, Rebuilt]:
    corpus = corpus_of(texts, folder)
    files = inputs(corpus, "part-0")
    found = letters_of(files, knowledge().requests.read)
    return {each.letter.source: each for each in found}


def assert_alike(texts: dict[str, str], folder: Path) -> None:
    again = rebuilt(texts, folder)
    assert sorted(again) == sorted(texts)
    for name, text in texts.items():
        letter = read(text, name, knowledge().requests.read)
        assert replay_letter(again[name].letter) == replay_letter(letter)
        details = [item.details for item in letter.items]
        assert [item.details for item in again[name].letter.items] == details


def test_our_own_letters_are_replayed_alike(tmp_path: Path) -> None:
    assert_alike(own_texts(), tmp_path)


@pytest.mark.shared
def test_the_shared_letters_are_replayed_alike(shared: Path, tmp_path: Path) -> None:
    texts = {
        path.name: path.read_text("utf-8")
        for path in sorted((shared / "letters").glob("*.txt"))
    }

    assert_alike(texts, tmp_path)


def test_a_replay_looks_at_nothing_that_the_rows_do_not_hold(tmp_path: Path) -> None:
    for name, each in rebuilt(own_texts(), tmp_path).items():
        letter = read(own_texts()[name], name, knowledge().requests.read)
        bare = replace(letter, documents_reviewed=(), warnings=(), reviewer=None)
        assert replay_letter(bare) == replay_letter(each.letter)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"nothing of the kind"])
def test_a_damaged_part_is_told(tmp_path: Path, data: bytes) -> None:
    corpus = corpus_of(own_texts(), tmp_path)
    files = inputs(corpus, "part-0") | {"items": data}

    with pytest.raises(InputError, match="items: a part of the corpus is damaged"):
        list(letters_of(files, knowledge().requests.read))
