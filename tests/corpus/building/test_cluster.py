"""The same parts on a Dask cluster."""

from pathlib import Path

import pytest

from openimr.corpus.building import BuildOptions, build
from openimr.errors import InputError

from .making import files, own_letters
from .poison import plain

distributed = pytest.importorskip("distributed")


@pytest.mark.filterwarnings("default")  # of the cluster's own making
def test_a_cluster_gives_the_bytes_that_one_process_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = own_letters(tmp_path / "letters")
    monkeypatch.setattr("openimr.corpus.building.cutting._LEAST", 5)
    build(
        [str(letters)], tmp_path / "here", plain, BuildOptions(workers=0, index=False)
    )

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address
        options = BuildOptions(cluster=address, index=False)
        build([str(letters)], tmp_path / "there", plain, options)

    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert len(list((tmp_path / "here" / "letters").iterdir())) > 2


@pytest.mark.filterwarnings("default")
def test_a_cluster_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = own_letters(tmp_path / "letters")
    monkeypatch.setattr("openimr.corpus.building.cluster._SECONDS", 0.3)
    options = BuildOptions(cluster="tcp://127.0.0.1:9", index=False)

    with pytest.raises(InputError, match="no Dask scheduler answers"):
        build([str(letters)], tmp_path / "corpus", plain, options)


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    letters = own_letters(tmp_path / "letters")
    options = BuildOptions(cluster="nonsense://x", index=False)

    with pytest.raises(InputError, match="no Dask scheduler answers"):
        build([str(letters)], tmp_path / "corpus", plain, options)
