"""One letter is taken out of a corpus as it was put in."""

from datetime import date
from pathlib import Path

import pytest

from openimr.casework.corpus_letter import letter_shelf, like_item
from openimr.corpus.shelf import Shelf, ShelvedLetter
from openimr.corpus.store import MARK, Corpus
from openimr.errors import MissingInputError, UnreadableFileError

from .making import corpus_of, own_texts

EXAMPLES = Path(__file__).parents[2] / "examples" / "letters"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    texts = {path.name: path.read_text("utf-8") for path in EXAMPLES.glob("*.txt")}
    return corpus_of(texts, tmp_path_factory.mktemp("shelf"))


def names_in(corpus: Corpus) -> dict[str, str]:
    with corpus.connect() as database:
        rows = database.execute("SELECT source, letter FROM letters").fetchall()
    return dict(rows)


def example(corpus: Corpus) -> ShelvedLetter:
    found = Shelf(corpus).letter(names_in(corpus)["CM14-0100001.txt"])
    assert found is not None
    return found


def test_a_letter_comes_with_its_items_in_order(corpus: Corpus) -> None:
    letter = example(corpus)

    assert (letter.case_number, letter.age) == ("CM14-0100001", 44)
    assert letter.decision_date == date(2014, 10, 6)
    assert [(each.number, each.requested, each.decision) for each in letter.items] == [
        (1, "Zanaflex 4 mg #60", "overturned"),
        (2, "Ativan 1 mg #30", "upheld"),
    ]


def test_citations_stand_with_their_item_and_whose_they_are(corpus: Corpus) -> None:
    first, second = example(corpus).items

    assert [(each.cited_by, each.pages) for each in first.citations] == [
        ("reviewer", "66"),
        ("claims_administrator", "63-66"),
    ]
    assert {each.pages for each in second.citations} == {"24"}


def test_every_letter_of_a_corpus_is_found(tmp_path: Path) -> None:
    corpus = corpus_of(own_texts(), tmp_path)

    with Shelf(corpus) as shelf:
        found = {name: shelf.letter(name) for name in names_in(corpus).values()}

    assert {name for name, each in found.items() if each and each.letter == name} == {
        *found
    }


@pytest.mark.parametrize("name", ["", "0" * 32, "../corpus.json", "%", "'; --", "\0"])
def test_a_name_of_no_letter_finds_nothing(corpus: Corpus, name: str) -> None:
    assert Shelf(corpus).letter(name) is None


def test_an_empty_corpus_has_no_letter(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text('{"layout": 1, "parts": []}', "utf-8")

    assert letter_shelf(tmp_path).letter("0" * 32) is None


def test_a_closed_shelf_opens_again(corpus: Corpus) -> None:
    shelf = Shelf(corpus)
    name = names_in(corpus)["CM14-0100001.txt"]
    first = shelf.letter(name)
    shelf.close()

    assert shelf.letter(name) == first


def test_a_damaged_part_is_told(tmp_path: Path) -> None:
    corpus = corpus_of({"one.txt": "Case Number: CM14-0100009\n"}, tmp_path)
    (tmp_path / "letters" / "part-0.parquet").write_bytes(b"PAR1 and no more")

    with pytest.raises(UnreadableFileError, match="damaged"):
        Shelf(corpus).letter("0" * 32)


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        letter_shelf(tmp_path / "nowhere")


def test_what_is_like_an_item_leaves_its_own_letter_out(corpus: Corpus) -> None:
    letter = example(corpus)
    found = like_item(corpus.folder, letter, 1)

    assert found is not None
    assert [side.outcome for side in found.sides] == ["overturned", "upheld"]
    near = {hit.letter for side in found.sides for hit in side.hits}
    assert near == {*names_in(corpus).values()} - {letter.letter}


def test_like_items_are_looked_up_for_items_that_are_there(corpus: Corpus) -> None:
    assert like_item(corpus.folder, example(corpus), 9) is None


def test_asking_for_what_is_like_an_item_writes_nothing(corpus: Corpus) -> None:
    before = sorted(corpus.folder.rglob("*"))
    like_item(corpus.folder, example(corpus), 2)

    assert sorted(corpus.folder.rglob("*")) == before
