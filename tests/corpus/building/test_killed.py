"""A build may be killed at any moment; begun again, it ends as if nothing had been."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openimr.casework.corpus_build import reading_tools
from openimr.corpus.building import BuildOptions, build
from openimr.corpus.store import Corpus
from openimr.errors import InputError

from .killing import SMALL, killed_at, killed_at_the_index
from .making import HERE, built, files, letter, rows

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="this system kills otherwise"
)


def _letters(folder: Path) -> Path:
    """Make two parts: letters, twins among them, over both."""
    folder.mkdir()
    for number in range(5):
        (folder / f"a{number}.txt").write_text(letter(number % 4), "utf-8")
    for number in range(3):
        (folder / f"b{number}.txt").write_text(letter(number), "utf-8")
    (folder / "c.txt").write_bytes(b"")
    return folder


def _change(letters: Path) -> None:
    """Change, add and repeat letters, so that parts have to be written anew."""
    (letters / "a1.txt").write_text(letter(100), "utf-8")
    (letters / "a3.txt").write_text(letter(2), "utf-8")
    (letters / "d.txt").write_text(letter(0), "utf-8")


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openimr.corpus.building.cutting._LEAST", SMALL)
    # A kill loses nothing that the system has; only a loss of power would.
    monkeypatch.setattr("os.fsync", lambda _: None)


def test_a_first_build_that_is_killed_anywhere_ends_the_same(tmp_path: Path) -> None:
    letters = _letters(tmp_path / "letters")
    built(letters, tmp_path / "whole")
    whole = files(tmp_path / "whole")

    step = 0
    while killed_at(step, letters, out := tmp_path / f"out{step}", named=False):
        built(letters, out)
        assert files(out) == whole, f"killed at file {step}"
        step += 1

    assert step > 10
    assert len(Corpus(tmp_path / "whole").parts("letters")) == 2


def test_a_later_build_that_is_killed_anywhere_ends_the_same(tmp_path: Path) -> None:
    letters = _letters(tmp_path / "letters")
    step, killed = 0, True
    outs = [tmp_path / f"out{step}" for step in range(40)]
    built(letters, tmp_path / "whole")
    for out in outs:
        shutil.copytree(tmp_path / "whole", out)
    before = files(tmp_path / "whole")
    _change(letters)
    built(letters, tmp_path / "whole")
    whole = files(tmp_path / "whole")

    while killed := killed_at(step, letters, outs[step], named=True):
        seen = files(outs[step])
        assert seen in (before, whole), "readers see the old corpus or the new one"
        built(letters, outs[step])
        assert files(outs[step]) == whole, f"killed at file {step}"
        step += 1

    assert 10 < step < len(outs)
    assert not killed


def test_a_build_may_be_killed_again_and_again(tmp_path: Path) -> None:
    letters = _letters(tmp_path / "letters")
    built(letters, tmp_path / "whole")

    times = sum(killed_at(7, letters, tmp_path / "out", named=True) for _ in range(5))

    assert times == 2
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_a_build_that_is_killed_before_the_index_makes_it_when_begun_again(
    tmp_path: Path,
) -> None:
    letters = _letters(tmp_path / "letters")
    options = BuildOptions(workers=0)

    assert killed_at_the_index(letters, tmp_path / "out")
    assert not (tmp_path / "out" / "index").exists()
    built(letters, tmp_path / "out", options)
    built(letters, tmp_path / "whole", options)

    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert any((tmp_path / "out" / "index").iterdir())


def test_work_is_kept_when_the_sources_have_grown_after_a_kill(tmp_path: Path) -> None:
    letters = _letters(tmp_path / "letters")
    assert killed_at(7, letters, tmp_path / "out", named=True)
    kept = list((tmp_path / "out" / "build" / "records").glob("0*.parquet"))
    (letters / "0.txt").write_text(letter(50), "utf-8")

    made = built(letters, tmp_path / "out")
    anew = built(letters, tmp_path / "anew")

    assert len(kept) == 1
    assert made.read < anew.read
    ask = "SELECT letter, source FROM letters ORDER BY ALL"
    assert rows(made.corpus, ask) == rows(anew.corpus, ask)


def test_a_killed_build_with_workers_ends_the_same(tmp_path: Path) -> None:
    letters = _letters(tmp_path / "letters")
    built(letters, tmp_path / "whole")
    command = [sys.executable, "-m", "openimr", "corpus", "build", str(letters)]
    options = ["--out", str(tmp_path / "out"), "--workers", "2", "--no-index"]
    with subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL) as build:
        records = tmp_path / "out" / "build" / "records"
        until = time.monotonic() + 60
        while time.monotonic() < until and not any(records.glob("0*")):
            time.sleep(0.01)
        build.kill()

    built(letters, tmp_path / "out")

    ask = "SELECT letter, source FROM letters ORDER BY ALL"
    out, whole = Corpus(tmp_path / "out"), Corpus(tmp_path / "whole")
    assert rows(out, ask) == rows(whole, ask)


def test_two_builds_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    letters = _letters(tmp_path / "letters")
    refused: list[str] = []

    def second(*_: object) -> None:
        if not refused:
            try:
                built(letters, tmp_path / "out")
            except InputError as error:
                refused.append(str(error))

    build([str(letters)], tmp_path / "out", reading_tools, HERE, second)

    assert [each.split(":")[1] for each in refused] == [
        " another build is at work in this folder.  Wait until it has ended, or build "
        "into another folder."
    ]
    built(letters, tmp_path / "out")
