"""A model in a file, also one that a stranger sent."""

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("sklearn")

from openimr.corpus.outcome.model import Model, read_model, write_model
from openimr.corpus.outcome.training import train
from openimr.errors import (
    MissingInputError,
    OpenImrError,
    UnreadableFileError,
)

from .making import rows_corpus


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return train(rows_corpus(tmp_path_factory.mktemp("corpus"), 300), "1")


def test_a_model_comes_back_as_it_was(tmp_path: Path, model: Model) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(write_model(model))

    assert read_model(path) == model


def changed(model: Model, change: Callable[[dict[str, Any]], object]) -> bytes:
    data = json.loads(write_model(model))
    change(data)
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(format="openimr.outcome/0"),
        lambda data: data.pop("scorer"),
        lambda data: data["scorer"].update(intercept="0"),
        lambda data: data["scorer"].update(intercept=float("inf")),
        lambda data: data["scorer"]["year"].__setitem__(1, 0.0),
        lambda data: data["scorer"]["weights"].append(data["scorer"]["weights"][0]),
        lambda data: data["calibration"].update(xs=[1.0]),
        lambda data: data["calibration"].update(method="isotonic", ys=[0.5, 2.0]),
        lambda data: data["calibration"].update(method="magic"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    tmp_path: Path, model: Model, change: Callable[[dict[str, Any]], object]
) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(changed(model, change))

    with pytest.raises(UnreadableFileError):
        read_model(path)


class Trap:
    """Does something when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return pytest.fail, ("the file was carried out",)


def test_a_pickle_is_not_carried_out(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(pickle.dumps(Trap()))

    with pytest.raises(UnreadableFileError, match="it holds no outcome model"):
        read_model(path)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        read_model(tmp_path / "nowhere.json")
    with pytest.raises(UnreadableFileError):
        read_model(tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), at=st.integers(min_value=0, max_value=3000))
def test_no_bytes_bring_out_an_error_but_ours(
    tmp_path: Path, model: Model, data: bytes, at: int
) -> None:
    whole = write_model(model)
    path = tmp_path / "model.json"
    path.write_bytes(whole[:at] + data + whole[at + len(data) :])

    try:
        read_model(path)
    except OpenImrError as error:
        assert str(path) in str(error)  # noqa: PT017 - any of ours will do
