"""Files of made-up letters: media, shards, archives, workers."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from benchmark.synthetic import __main__ as command
from benchmark.synthetic import letter, write
from benchmark.synthetic.files import MEDIA, as_docx, as_pdf, as_txt
from benchmark.synthetic.letter import compose, marker, source
from benchmark.synthetic.pages import wrapped

from openimr.casework import knowledge
from openimr.errors import (
    EmptyInputError,
    ProtectedFileError,
    UnreadableFileError,
)
from openimr.letters.read import read_file

from .reading_back import differences


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("medium", sorted(MEDIA))
def test_every_medium_is_read_as_the_letter_was_made(
    medium: str, tmp_path: Path
) -> None:
    ending, of = MEDIA[medium]
    for number in range(60):
        one = letter(2, number)
        if one.truth.faults:
            continue
        place = tmp_path / (one.name + ending)
        place.write_bytes(of(one))

        found = read_file(place, knowledge().requests.read)

        assert list(differences(one.truth, found)) == [], (medium, number)


def test_a_pdf_has_letter_size_pages_and_says_what_it_is() -> None:
    one = letter(2, 1)
    document = pypdfium2.PdfDocument(as_pdf(one))

    assert len(document) == len(one.pages)
    assert document[0].get_size() == (612, 792)
    assert document.get_metadata_dict()["Subject"] == marker()


def test_a_word_file_says_what_it_is() -> None:
    document = docx.Document(BytesIO(as_docx(letter(2, 1))))

    assert document.core_properties.subject == marker()
    assert marker() in document.paragraphs[-1].text


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("empty", EmptyInputError),
        ("damaged", UnreadableFileError),
        ("protected", ProtectedFileError),
    ],
)
def test_a_spoilt_pdf_gives_its_own_error(
    fault: str, error: type[Exception], tmp_path: Path
) -> None:
    place = tmp_path / "synthetic.pdf"
    place.write_bytes(as_pdf(compose(source(1, 4), (fault,))))

    with pytest.raises(error):
        read_file(place, knowledge().requests.read)


@pytest.mark.parametrize("of", [as_txt, as_docx])
@pytest.mark.parametrize("fault", ["empty", "damaged", "protected"])
def test_a_spoilt_file_holds_no_letter(of: object, fault: str) -> None:
    assert callable(of)
    data = of(compose(source(1, 4), (fault,)))

    assert (data == b"") == (fault == "empty")
    assert b"HOW THE IMR" not in data


def test_workers_change_nothing_but_the_time(tmp_path: Path) -> None:
    for workers in (1, 2):
        write(tmp_path / str(workers), 1100, 3, workers=workers)

    one, two = _files(tmp_path / "1"), _files(tmp_path / "2")
    assert one == two
    assert sum(name.endswith(".txt") for name in one) == 1100
    assert "text/00001/synthetic-0001050.txt" in one


def test_an_archive_holds_what_a_folder_does(tmp_path: Path) -> None:
    done: list[int] = []
    for zipped in (False, True):
        write(
            tmp_path / str(zipped),
            30,
            3,
            media=("text", "pdf", "docx"),
            zipped=zipped,
            on_shard=done.append,
        )

    for medium in MEDIA:
        folder = _files(tmp_path / "False" / medium / "00000")
        with zipfile.ZipFile(tmp_path / "True" / medium / "00000.zip") as archive:
            assert {n: archive.read(n) for n in archive.namelist()} == folder
    assert done == [30, 30]


def test_the_truth_stands_beside_the_letters(tmp_path: Path) -> None:
    write(tmp_path, 5, 3)

    lines = (tmp_path / "truth" / "00000.jsonl").read_text("utf-8").splitlines()
    truth = [json.loads(line) for line in lines]

    assert [entry["name"] for entry in truth] == [letter(3, n).name for n in range(5)]
    assert truth[0]["items"][0]["requested"] == letter(3, 0).truth.items[0].requested
    assert truth[0]["ur_date"] == letter(3, 0).truth.ur_date.isoformat()


def test_the_command_writes_and_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["x", "--count", "3", "--seed", "4", "--out", str(tmp_path)]
    monkeypatch.setattr("sys.argv", words)

    assert command.main() == 0
    assert capsys.readouterr().err.startswith("3 of 3 letters")
    assert "invented by a program" in (tmp_path / "README-SYNTHETIC.md").read_text()


def test_an_unknown_medium_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["x", "--count", "3", "--media", "text,clay", "--out", str(tmp_path / "o")]
    monkeypatch.setattr("sys.argv", words)

    assert command.main() == 1
    assert "no medium clay" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_lines_are_broken_between_words() -> None:
    text = "one two three four five"

    assert wrapped([text, ""], 9) == ["one two", "three", "four five", ""]
    assert wrapped(["abcdefghijkl mn"], 5) == ["abcde", "fghij", "kl mn"]
