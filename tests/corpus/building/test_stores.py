"""Letters that lie in a store, by addresses that fsspec knows."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from openimr.corpus.building import BuildOptions
from openimr.corpus.building.entries import Entry
from openimr.corpus.building.opening import Opener
from openimr.errors import InputError, MissingInputError

from .making import built, letter, rows

SOURCES = "SELECT source FROM letters ORDER BY source"


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("d.txt", letter(4))
    for path, data in {
        "/imr/2019/a.txt": letter(1).encode(),
        "/imr/2019/b.txt": letter(2).encode(),
        "/imr/2020/c.txt": letter(3).encode(),
        "/imr/2020/d.zip": archive.getvalue(),
        "/imr/2020/readme.md": b"no letter",
    }.items():
        memory.pipe_file(path, data)
    yield memory
    memory.store.clear()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "memory://imr",
            ["2019/a.txt", "2019/b.txt", "2020/c.txt", "2020/d.zip::d.txt"],
        ),
        ("memory://imr/2019/*.txt", ["2019/a.txt", "2019/b.txt"]),
        ("memory://imr/2019/a.txt", ["2019/a.txt"]),
        ("memory://imr/*/[cd].*", ["2020/c.txt", "2020/d.zip::d.txt"]),
    ],
)
def test_letters_of_a_store_are_read(
    tmp_path: Path, source: str, expected: list[str]
) -> None:
    made = built(source, tmp_path / "corpus", BuildOptions(workers=2, index=False))

    found = [str(place) for (place,) in rows(made.corpus, SOURCES)]
    assert [place.removeprefix("memory:///imr/") for place in found] == expected


def test_only_what_changed_in_a_store_is_read_again(
    tmp_path: Path, store: fsspec.AbstractFileSystem
) -> None:
    built("memory://imr", tmp_path / "corpus")
    store.pipe_file("/imr/2019/a.txt", letter(10).encode())

    made = built("memory://imr", tmp_path / "corpus")

    assert (made.read, made.known) == (1, 3)


def test_an_address_of_a_file_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(letter(1), "utf-8")

    made = built(f"file://{tmp_path}/a.txt", tmp_path / "corpus")

    assert rows(made.corpus, SOURCES) == [(str(tmp_path / "a.txt"),)]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("source", ["memory://imr/2018", "memory://imr/2019/*.pdf"])
def test_what_is_not_in_a_store_is_told(tmp_path: Path, source: str) -> None:
    with pytest.raises(MissingInputError, match=r"2018|pdf"):
        built(source, tmp_path / "corpus")


def test_a_store_of_an_unknown_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no store of the kind wharf"):
        built("wharf://imr", tmp_path / "corpus")


def test_files_of_a_store_are_fetched_many_at_a_time(
    store: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [
        "memory:///imr/2019/a.txt",
        "memory:///gone.txt",
        "memory:///imr/2019/b.txt",
    ]
    asked: list[int] = []
    cat = type(store).cat

    def counted(self: object, paths: list[str], **options: object) -> object:
        asked.append(len(paths))
        return cat(self, paths, **options)

    monkeypatch.setattr(type(store), "cat", counted)
    entries = [Entry(place, "1", 10) for place in places]
    odd = Entry("memory:///imr/2019/[a].txt", "1", 10)
    store.pipe_file("/imr/2019/[a].txt", b"odd")
    opener = Opener([*entries, odd])

    assert opener.bytes_of(entries[0]) == letter(1).encode()
    with pytest.raises(MissingInputError, match=r"gone\.txt"):
        opener.bytes_of(entries[1])
    assert opener.bytes_of(entries[2]) == letter(2).encode()
    assert opener.bytes_of(odd) == b"odd"
    assert asked == [3]
