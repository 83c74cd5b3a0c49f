"""What a build makes of its sources, and what a second one adds."""

import os
import zipfile
from pathlib import Path

import pytest

from openimr.corpus.building import BuildOptions, summary_of
from openimr.errors import EmptyInputError, InputError, MissingInputError, OutputError

from .making import built, files, letter, own_letters, rows, tables


def _write(folder: Path, **letters: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, number in letters.items():
        (folder / f"{name}.txt").write_text(letter(number), "utf-8")
    return folder


def _sources(corpus: object) -> list[str]:
    found = rows(corpus, "SELECT source FROM letters ORDER BY source")  # type: ignore[arg-type]
    return sorted(Path(str(source)).name for (source,) in found)


def _warned(corpus: object) -> list[tuple[object, ...]]:
    found = rows(
        corpus,  # type: ignore[arg-type]
        "SELECT source, code, lost FROM warnings "
        "WHERE lost OR code IN ('duplicate', 'changed') ORDER BY ALL",
    )
    return sorted((Path(str(place)).name, code, lost) for place, code, lost in found)


def test_each_letter_of_a_folder_is_in_the_tables(tmp_path: Path) -> None:
    letters = own_letters(tmp_path / "letters")

    made = built(letters, tmp_path / "corpus")

    assert (made.read, made.known) == (len(list(letters.iterdir())), 0)
    assert _sources(made.corpus) == sorted(each.name for each in letters.iterdir())
    summary = summary_of(made.corpus)
    assert summary.letters == made.read
    assert sum(many for _, many in summary.decisions) == summary.items > made.read


def test_workers_give_the_bytes_that_one_process_gives(tmp_path: Path) -> None:
    letters = _write(own_letters(tmp_path / "letters"), twin=1, twin_again=1)

    built(letters, tmp_path / "here")
    built(letters, tmp_path / "there", BuildOptions(workers=2, index=False))

    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_a_second_build_reads_nothing_and_changes_nothing(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", a=1, b=1, c=2)
    (letters / "gone.txt").symlink_to(tmp_path / "nowhere")
    built(letters, tmp_path / "corpus")
    before = files(tmp_path / "corpus")

    again = built(letters, tmp_path / "corpus")

    assert again.known == 3
    assert files(tmp_path / "corpus") == before


def test_only_new_letters_are_read(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", a=1, b=2)
    built(letters, tmp_path / "corpus")
    _write(tmp_path / "letters", c=3)

    again = built([letters, letters / "c.txt"], tmp_path / "corpus")

    assert (again.read, again.known) == (1, 3)
    assert _sources(again.corpus) == ["a.txt", "b.txt", "c.txt"]


def test_of_the_same_letter_the_first_in_order_counts(tmp_path: Path) -> None:
    _write(tmp_path / "one", z=1)
    _write(tmp_path / "two", a=1, b=2)

    made = built([tmp_path / "one", tmp_path / "two"], tmp_path / "corpus")

    assert _sources(made.corpus) == ["b.txt", "z.txt"]
    assert _warned(made.corpus) == [("a.txt", "duplicate", False)]


def test_a_letter_that_comes_again_later_is_a_duplicate(tmp_path: Path) -> None:
    built(_write(tmp_path / "one", z=1), tmp_path / "corpus")

    made = built(_write(tmp_path / "two", a=1, b=2), tmp_path / "corpus")

    assert _sources(made.corpus) == ["b.txt", "z.txt"]
    assert _warned(made.corpus) == [("a.txt", "duplicate", False)]


def test_where_a_file_has_changed_its_newest_content_counts(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", a=1, b=2)
    built(letters, tmp_path / "corpus")
    _write(letters, a=3)

    made = built(letters, tmp_path / "corpus")

    anew = built(letters, tmp_path / "anew")
    assert made.read == 1
    assert _warned(made.corpus) == [("a.txt", "changed", False)]
    for table in ("letters", "items", "citations"):
        assert tables(made.corpus)[table] == tables(anew.corpus)[table]


def test_a_changed_file_leaves_its_older_letter_to_its_twin(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", a=1, b=1)
    built(letters, tmp_path / "corpus")
    _write(letters, a=2)

    made = built(letters, tmp_path / "corpus")

    assert _sources(made.corpus) == ["a.txt", "b.txt"]
    assert _warned(made.corpus) == [("a.txt", "changed", False)]
    old = rows(made.corpus, "SELECT source FROM letters WHERE source LIKE '%b.txt'")
    assert len(old) == 1


def test_a_file_that_comes_back_to_its_old_content_is_read_anew(
    tmp_path: Path,
) -> None:
    letters = _write(tmp_path / "letters", a=1)
    first = built(letters, tmp_path / "corpus")
    before = rows(first.corpus, "SELECT letter FROM letters")
    for number, day in ((2, 1_000), (1, 2_000)):
        _write(letters, a=number)
        os.utime(letters / "a.txt", (day, day))
        made = built(letters, tmp_path / "corpus")

    assert rows(made.corpus, "SELECT letter FROM letters") == before


def test_a_file_of_a_new_date_and_the_same_content_keeps_its_letter(
    tmp_path: Path,
) -> None:
    letters = _write(tmp_path / "letters", a=1, b=2)
    before = tables(built(letters, tmp_path / "corpus").corpus)
    os.utime(letters / "a.txt", (1_000, 1_000))
    os.utime(letters / "b.txt", (1_000, 1_000))

    made = built(letters, tmp_path / "corpus")

    assert made.read == 2
    assert tables(made.corpus) == before


def test_a_file_that_vanished_keeps_its_letter(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", a=1, b=2)
    built(letters, tmp_path / "corpus")
    (letters / "a.txt").unlink()

    made = built(letters, tmp_path / "corpus")

    assert _sources(made.corpus) == ["a.txt", "b.txt"]


def test_a_file_that_could_not_be_opened_is_tried_again(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", a=1)
    (letters / "b.txt").symlink_to(tmp_path / "later.txt")
    first = built(letters, tmp_path / "corpus")
    assert _warned(first.corpus) == [("b.txt", "missing-input", True)]
    (tmp_path / "later.txt").write_text(letter(2), "utf-8")

    made = built(letters, tmp_path / "corpus")

    assert _sources(made.corpus) == ["a.txt", "b.txt"]
    assert _warned(made.corpus) == []


def test_letters_are_read_out_of_archives(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", a=1)
    with zipfile.ZipFile(letters / "more.zip", "w") as archive:
        archive.writestr("2019/b.txt", letter(2))
        archive.writestr("2019/twin.txt", letter(1))
        archive.writestr("__MACOSX/2019/._b.txt", "no letter")
        archive.writestr("readme.md", "no letter")

    made = built(letters, tmp_path / "corpus")

    found = rows(made.corpus, "SELECT source FROM letters ORDER BY source")
    place = letters.resolve()
    assert found == [(f"{place}/a.txt",), (f"{place}/more.zip::2019/b.txt",)]
    assert _warned(made.corpus) == [("twin.txt", "duplicate", False)]


def test_a_bad_file_costs_one_row_and_no_more(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", good=1)
    (letters / "empty.txt").write_bytes(b"")
    (letters / "damaged.pdf").write_bytes(b"%PDF-1.7 and no more")
    (letters / "damaged.docx").write_bytes(b"PK\x03\x04 and no more")
    (letters / "damaged.zip").write_bytes(b"PK\x03\x04 and no more")
    (letters / "empty.zip").write_bytes(b"")
    (letters / "huge.txt").write_bytes(b"word " * 1_100_000)
    (letters / "binary.txt").write_bytes(bytes(range(256)))
    with zipfile.ZipFile(letters / "nested.zip", "w") as archive:
        archive.writestr("inner.zip", b"PK")

    made = built(letters, tmp_path / "corpus")

    assert _sources(made.corpus) == ["good.txt"]
    assert _warned(made.corpus) == [
        ("binary.txt", "unreadable-file", True),
        ("damaged.docx", "unreadable-file", True),
        ("damaged.pdf", "unreadable-file", True),
        ("damaged.zip", "unreadable-file", True),
        ("empty.txt", "empty-input", True),
        ("empty.zip", "empty-input", True),
        ("huge.txt", "too-large", True),
        ("nested.zip::inner.zip", "unreadable-file", True),
    ]


def test_a_defect_of_the_reader_costs_one_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = _write(tmp_path / "letters", a=1, b=2)
    real = "openimr.corpus.building.reading.read_bytes"
    from openimr.letters.read.from_bytes import read_bytes
    from openimr.letters.read.reading import Recognise

    def faulty(data: bytes, name: str, recognise: Recognise, **how: bool) -> object:
        if name == "a.txt":
            raise KeyError("words of the letter")
        return read_bytes(data, name, recognise, **how)

    monkeypatch.setattr(real, faulty)
    made = built(letters, tmp_path / "corpus")

    assert _warned(made.corpus) == [("a.txt", "defect", True)]
    [(message,)] = rows(made.corpus, "SELECT message FROM warnings WHERE lost")
    assert "KeyError at test_build.py" in str(message)
    assert "words of the letter" not in str(message)


def test_globs_are_expanded_in_order(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", a1=1, a2=2, b1=3)
    _write(letters / "below", a3=4)

    made = built(letters / "**" / "a*.txt", tmp_path / "corpus")

    assert _sources(made.corpus) == ["a1.txt", "a2.txt", "a3.txt"]


def test_names_that_are_no_unicode_are_read_too(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters")
    (letters / os.fsdecode(b"caf\xe9.txt")).write_text(letter(1), "utf-8")

    made = built(letters, tmp_path / "corpus")

    assert _sources(made.corpus) == [r"caf\udce9.txt"]


@pytest.mark.parametrize(
    ("place", "error"),
    [("nowhere", MissingInputError), ("*.txt", MissingInputError)],
)
def test_a_source_that_is_not_there_is_told(
    tmp_path: Path, place: str, error: type[InputError]
) -> None:
    with pytest.raises(error):
        built(tmp_path / place, tmp_path / "corpus")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()

    with pytest.raises(EmptyInputError):
        built(tmp_path / "letters", tmp_path / "corpus")


def test_no_source_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(EmptyInputError):
        built([], tmp_path / "corpus")


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", a=1)

    with pytest.raises(InputError, match="holds something else"):
        built(letters, letters)

    assert [each.name for each in letters.iterdir()] == ["a.txt"]


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    letters = _write(tmp_path / "letters", a=1)

    with pytest.raises(OutputError):
        built(letters, letters / "a.txt")
