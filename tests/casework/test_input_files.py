"""What is read whole: a determination from its file or folder, and plain refusals."""

import subprocess
import sys
from pathlib import Path

import pytest

from openimr.casework.input_files import read_determination
from openimr.errors import EmptyInputError, MissingInputError, UnreadableFileError
from openimr.letters.write import to_json
from tests.letters.write.fictional import DETERMINATION


def test_a_determination_is_read_from_its_file_or_folder(tmp_path: Path) -> None:
    file = tmp_path / "determination.json"
    file.write_bytes(to_json(DETERMINATION))

    assert read_determination(file) == read_determination(tmp_path) == DETERMINATION


def test_what_is_no_determination_is_refused(tmp_path: Path) -> None:
    empty, other = tmp_path / "empty.json", tmp_path / "other.json"
    empty.touch()
    other.write_text("[]")

    with pytest.raises(MissingInputError):
        read_determination(tmp_path / "none.json")
    with pytest.raises(MissingInputError):
        read_determination(tmp_path)
    with pytest.raises(EmptyInputError):
        read_determination(empty)
    with pytest.raises(UnreadableFileError):
        read_determination(other)
    with pytest.raises(UnreadableFileError):
        read_determination(Path("a\x00b"))


def test_roads_that_sign_nothing_do_without_the_extra_for_signing() -> None:
    roads = "fhir_files lint_letters panel publish".split()
    names = ", ".join(f"openimr.casework.{road}" for road in roads)

    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {names}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded & {"asn1crypto", "pyhanko"} == set()
