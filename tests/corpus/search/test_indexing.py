"""The index made, extended, damaged and cut short."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from openimr.corpus.search import FIELDS, Search, index_parts, rows
from openimr.corpus.search.fields import Kind
from openimr.corpus.search.indexing import index_folder
from openimr.corpus.store import Corpus
from openimr.errors import InputError, OutputError, UnreadableFileError

from .making import corpus_with, item, letter_of, publish, put_part, short


def part(folder: Path, name: str, *digits: str) -> None:
    rows = [item(digit, requested=f"Norco {digit}") for digit in digits]
    put_part(folder, name, rows, map(letter_of, rows))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "c"
    part(folder, "a", "1", "2")
    part(folder, "b", "3")
    part(folder, "c", "4")
    return folder


def found(corpus: Corpus) -> list[str]:
    return sorted(short(Search(corpus).find("norco", limit=100)))


def test_only_new_parts_are_taken_in_and_gone_ones_taken_out(folder: Path) -> None:
    first = index_parts(publish(folder, "a", "b"))
    again = index_parts(publish(folder, "a", "b"))
    corpus = publish(folder, "a", "c")
    third = index_parts(corpus)

    assert (first.items, first.parts, first.dropped) == (3, 2, 0)
    assert (again.items, again.parts, again.dropped) == (0, 0, 0)
    assert (third.items, third.parts, third.dropped) == (1, 1, 1)
    assert found(corpus) == ["1-1", "2-1", "4-1"]


def test_progress_is_told_in_items(folder: Path) -> None:
    told: list[tuple[int, int]] = []

    index_parts(publish(folder, "a", "b"), lambda now, of: told.append((now, of)))

    assert told == [(2, 3), (3, 3)]


def test_an_open_search_sees_what_is_added(folder: Path) -> None:
    corpus = publish(folder, "a")
    index_parts(corpus)
    search = Search(corpus)
    assert search.find("norco").count == 2

    index_parts(publish(folder, "a", "b"))

    assert search.find("norco").count == 3


def test_a_search_tells_that_the_index_is_behind(folder: Path) -> None:
    corpus = publish(folder, "a")
    index_parts(corpus)
    search = Search(corpus)
    assert not search.behind

    publish(folder, "a", "b")

    assert search.behind


def test_parts_of_a_corpus_that_lists_none_are_known_by_content(folder: Path) -> None:
    (folder / "corpus.json").write_text('{"layout": 1}')
    corpus = Corpus(folder)
    index_parts(corpus)

    part(folder, "b", "7")

    assert index_parts(corpus).dropped == 1
    assert found(corpus) == ["1-1", "2-1", "4-1", "7-1"]


def test_a_part_without_items_does_no_harm(folder: Path) -> None:
    put_part(folder, "d", [], [])
    corpus = publish(folder, "a", "d")

    assert index_parts(corpus).items == 2
    assert not Search(corpus).behind


def test_an_empty_corpus_finds_nothing(tmp_path: Path) -> None:
    corpus = corpus_with(tmp_path / "c", [])
    index_parts(corpus)
    search = Search(corpus)

    for query in ("", "norco", "drug:norco", "page:63", "year:2014"):
        page = search.find(query)
        assert (page.count, page.hits, page.suggestions) == (0, (), ())


def test_a_corpus_without_an_index_says_how_to_make_one(folder: Path) -> None:
    with pytest.raises(InputError, match=r"no index of this corpus\.  Make it with"):
        Search(publish(folder, "a")).find("norco")


@pytest.mark.parametrize("damage", ["meta", "cut", "gone", "none"])
def test_a_damaged_index_is_told_and_can_be_made_anew(
    folder: Path, damage: str
) -> None:
    corpus = publish(folder, "a", "b")
    index_parts(corpus)
    place = index_folder(corpus)
    if damage == "meta":
        (place / "meta.json").write_text("{}")
    for each in place.iterdir():
        if each.suffix in {".term", ".idx", ".store", ".fast", ".pos"}:
            if damage == "cut":
                each.write_bytes(each.read_bytes()[:10])
            if damage == "gone":
                each.unlink()

    if damage != "none":
        with pytest.raises(InputError, match=r"damaged.*corpus index --anew"):
            Search(corpus).find("norco")
    index_parts(corpus, anew=True)

    assert found(corpus) == ["1-1", "2-1", "3-1"]


def test_an_index_of_another_layout_is_taken_away(folder: Path) -> None:
    corpus = publish(folder, "a")
    old = corpus.index / "v0"
    old.mkdir(parents=True)

    index_parts(corpus)

    assert not old.exists()


def test_a_damaged_part_is_told_and_leaves_the_index_as_it_was(folder: Path) -> None:
    index_parts(publish(folder, "a"))
    (folder / "items" / "b.parquet").write_bytes(b"PAR1 no PAR1")
    corpus = publish(folder, "a", "b")

    with pytest.raises(UnreadableFileError, match=r"b\.parquet"):
        index_parts(corpus)

    assert found(corpus) == ["1-1", "2-1"]


def test_two_at_once_do_not_write_the_same_index(folder: Path) -> None:
    import tantivy

    corpus = publish(folder, "a")
    index_parts(corpus)
    other = tantivy.Index.open(str(index_folder(corpus))).writer(15_000_000, 1)

    with pytest.raises(InputError, match="another process writes it"):
        index_parts(publish(folder, "a", "b"))

    other.wait_merging_threads()


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    corpus = publish(folder, "a")
    corpus.index.write_text("in the way")

    with pytest.raises(OutputError, match="index"):
        index_parts(corpus)


KILLED = """
import os, signal, sys
from pathlib import Path
import openimr.corpus.search.indexing as indexing
from openimr.corpus.store import Corpus

def kill(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

stage = sys.argv[2]
if stage == "made":
    indexing._tell = kill
elif stage == "first":
    indexing.document = kill
elif stage == "rows":
    report = kill
elif stage == "told":
    tell = indexing._tell
    indexing._tell = lambda folder, parts: kill() if parts else tell(folder, parts)
indexing.index_parts(Corpus(Path(sys.argv[1])), kill if stage == "rows" else print)
"""


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("stage", ["made", "first", "rows", "told"])
def test_a_kill_leaves_an_index_that_the_next_run_completes(
    folder: Path, stage: str, before: bool
) -> None:
    if before:
        index_parts(publish(folder, "a", "b"))
    corpus = publish(folder, "a", "c")

    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), stage],
        capture_output=True,
        check=False,
        env=os.environ,
    )

    assert done.returncode == -signal.SIGKILL
    if before and stage in {"first", "rows"}:
        assert found(corpus) == ["1-1", "2-1", "3-1"]
    index_parts(corpus)
    assert found(corpus) == ["1-1", "2-1", "4-1"]
    assert not Search(corpus).behind


def test_the_same_parts_in_any_order_of_coming_are_found_alike(
    folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    index_parts(publish(folder, "a", "b", "c"))
    for parts in (("c",), ("c", "b"), ("c", "b", "a")):
        index_parts(publish(other, *parts))

    for sort in ("relevance", "newest", "oldest", "case"):
        one, two = (Search(Corpus(f)).find("norco", sort) for f in (folder, other))
        assert (one.hits, one.facets) == (two.hits, two.facets)


def test_every_field_with_values_of_few_kinds_is_kept_with_others() -> None:
    together = sorted(name for names in rows._TOGETHER for name in names)

    few = {Kind.NAME, Kind.CHOICE, Kind.PAGE}
    assert together == sorted(f.name for f in FIELDS if f.kind in few)
