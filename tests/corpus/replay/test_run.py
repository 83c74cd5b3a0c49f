"""A replay of a corpus: resumed, repeated, shared out."""

import os
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest

from openimr.corpus.building import placing
from openimr.corpus.replay import kept
from openimr.corpus.replay.run import ReplayOptions
from openimr.corpus.store import LAYOUT, MARK, Corpus
from openimr.errors import InputError, UnreadableFileError
from tests.corpus.making import own_texts

from .making import replayed, tables, two_parts


class Killed(BaseException):
    """Stands for the end of the process: nothing of ours catches it."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    corpus = two_parts(tmp_path_factory.mktemp("undisturbed"))
    replayed(corpus)
    return tables(corpus)


def test_every_item_of_the_corpus_has_a_row(tmp_path: Path) -> None:
    corpus = two_parts(tmp_path)

    ran = replayed(corpus)

    database = corpus.connect()
    rows = database.execute(
        "SELECT count(*) FROM items JOIN replays USING (item)"
    ).fetchall()
    items = database.execute("SELECT count(*) FROM items").fetchall()
    assert (ran.letters, ran.known) == (len(own_texts()), 0)
    assert rows == items


def test_what_was_replayed_is_not_replayed_again(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    corpus = two_parts(tmp_path)
    replayed(corpus)

    ran = replayed(corpus)

    assert (ran.letters, ran.known) == (0, len(own_texts()))
    assert tables(corpus) == undisturbed


def test_another_engine_replays_everything(tmp_path: Path) -> None:
    corpus = two_parts(tmp_path)
    replayed(corpus)

    assert replayed(corpus, engine="2").letters == len(own_texts())


@pytest.mark.parametrize("stage", range(6))
def test_a_run_killed_at_any_file_comes_out_as_if_nothing_had_happened(
    tmp_path: Path,
    undisturbed: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    stage: int,
) -> None:
    corpus = two_parts(tmp_path)
    whole = placing.put
    written: list[Path] = []

    def put(path: Path, data: bytes) -> None:
        if len(written) == stage:
            path.with_name(f".openimr-1-{path.name}").write_bytes(data[:9])
            raise Killed
        written.append(path)
        whole(path, data)

    monkeypatch.setattr(kept, "put", put)
    with pytest.raises(Killed):
        replayed(corpus)
    monkeypatch.undo()

    ran = replayed(corpus)

    assert tables(corpus) == undisturbed
    assert ran.known + ran.letters == len(own_texts())
    assert (ran.known > 0) == (stage >= 3)


_CHILD = """
import sys
from pathlib import Path
from openimr.corpus.store import LAYOUT, MARK, Corpus
from tests.corpus.replay.making import replayed
replayed(Corpus(Path(sys.argv[1])))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill")
def test_a_killed_process_holds_nobody(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    corpus = two_parts(tmp_path)
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", _CHILD, str(corpus.folder)]
    with subprocess.Popen(command, cwd=root) as child:
        record = corpus.folder / kept.FOLDER / "part-0.json"
        until = time.monotonic() + 120
        while child.poll() is None and not record.exists():
            assert time.monotonic() < until
            time.sleep(0.01)
        child.send_signal(signal.SIGKILL)

    ran = replayed(corpus)

    assert ran.known + ran.letters == len(own_texts())
    assert tables(corpus) == undisturbed


def test_processes_give_the_same_bytes(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    corpus = two_parts(tmp_path)

    replayed(corpus, ReplayOptions(workers=1))

    assert tables(corpus) == undisturbed


def test_a_dask_cluster_gives_the_same_bytes(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    distributed = pytest.importorskip("distributed")
    corpus = two_parts(tmp_path)
    with (
        warnings.catch_warnings(),
        distributed.LocalCluster(
            n_workers=1,
            threads_per_worker=2,
            processes=False,
            dashboard_address=None,
        ) as cluster,
    ):
        warnings.simplefilter("ignore")
        replayed(corpus, ReplayOptions(cluster=cluster.scheduler_address))

    assert tables(corpus) == undisturbed


def test_a_cluster_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openimr.corpus.replay.workers._SECONDS", 0.2)
    options = ReplayOptions(cluster="tcp://127.0.0.1:1")

    with pytest.raises(InputError, match=r"tcp://127\.0\.0\.1:1: no Dask scheduler"):
        replayed(two_parts(tmp_path), options)


def test_parts_that_went_take_their_replays_along(tmp_path: Path) -> None:
    corpus = two_parts(tmp_path)
    replayed(corpus)
    for path in corpus.folder.rglob("part-1.parquet"):
        if path.parent.name not in {"criteria", "replays"}:
            path.unlink()

    replayed(corpus)

    assert [name for name in tables(corpus) if "part-1" in name] == []


def test_a_missing_table_of_a_part_is_told(tmp_path: Path) -> None:
    corpus = two_parts(tmp_path)
    (corpus.folder / "items" / "part-1.parquet").unlink()

    with pytest.raises(UnreadableFileError, match=r"part-1\.parquet"):
        replayed(corpus)


def test_an_empty_corpus_is_replayed_to_nothing(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text(f'{{"layout": {LAYOUT}}}\n', "utf-8")

    ran = replayed(Corpus(tmp_path))

    assert (ran.letters, ran.known) == (0, 0)
