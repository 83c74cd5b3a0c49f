"""Damaged files through the real workers: never a crash, a hang or anything left."""

import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from openimr.documents import ReadingOptions, read_case
from openimr.documents.workers import files as reading
from openimr.domain import CaseFile, PageStatus
from openimr.errors import OpenImrError

from .mutants import mutant, seeds

ROUNDS = 24
IN_A_ROUND = 104
"""Files in one folder; eight of each kind."""

WITHOUT_PICTURES = ReadingOptions(recognise=False)
SEEDS = seeds()


@pytest.fixture(autouse=True)
def _leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Count temporary files, processes and open files before and after."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(reading, "CHUNK_SECONDS", 5)
    monkeypatch.setattr(reading, "PAGE_SECONDS", 2)
    before = _held()

    yield

    assert _held() == before
    assert list(folder.iterdir()) == []


def _held() -> tuple[str, int]:
    own = Path("/proc/self")
    if not own.is_dir():
        return "", 0
    children = own / "task" / str(os.getpid()) / "children"
    return children.read_text(), len(list((own / "fd").iterdir()))


def _damaged(folder: Path, number: int) -> list[str]:
    chance = random.Random(number)  # noqa: S311 - repeatable, and no secret
    names = []
    for count in range(IN_A_ROUND):
        kind, content = list(SEEDS.items())[count % len(SEEDS)]
        if chance.random() < 0.1:  # what its name says is not what it is
            kind = chance.choice(list(SEEDS))
        name = f"{count:03}-{kind}"
        (folder / name).write_bytes(mutant(chance, content))
        names.append(name)
    return names


def _check(case: CaseFile, names: list[str]) -> None:
    places = Counter((page.file, page.number) for page in case.pages)
    assert set(places.values()) <= {1}
    held = [page.file for page in case.pages] + [one.file for one in case.ignored]
    top = {name.split("/")[0] for name in held}
    assert top == set(names)
    for page in case.pages:
        page.text.encode()
        assert page.text or page.status is not PageStatus.TEXT
        if page.status is PageStatus.UNREADABLE:
            assert page.reason


@pytest.mark.slow
@pytest.mark.parametrize("number", range(ROUNDS))
def test_damaged_files_cost_themselves_and_nothing_else(
    number: int, tmp_path: Path
) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    names = _damaged(folder, number)
    began = time.monotonic()

    case = read_case(folder, WITHOUT_PICTURES)

    assert time.monotonic() - began < 60
    _check(case, names)


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEDS)
def test_a_damaged_file_alone_is_read_or_an_error_of_ours(
    name: str, tmp_path: Path
) -> None:
    chance = random.Random(name)  # noqa: S311 - repeatable, and no secret
    said: list[str] = []
    for count in range(12):
        path = tmp_path / f"{count}-{name}"
        path.write_bytes(mutant(chance, SEEDS[name]))

        try:
            case = read_case(path, WITHOUT_PICTURES)
        except OpenImrError as problem:
            said.append(str(problem))
        else:
            assert case.pages

    assert all(name in sentence for sentence in said)


def test_the_files_are_sound_before_they_are_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    for name, content in SEEDS.items():
        (folder / name).write_bytes(content)

    case = read_case(folder, WITHOUT_PICTURES)

    assert case.ignored == ()
    unread = {
        (page.file, page.reason) for page in case.pages if page.status == "unreadable"
    }
    reason = "image without text; character recognition was switched off"
    assert {why for _, why in unread} == {reason}
    assert {name for name, _ in unread if ".pdf" not in name} == {
        *("fax.tif", "page.png", "photo.jpg")
    }
