"""Files out, so that a kill at any moment leaves each one whole or not there."""

import os
from collections.abc import Mapping
from pathlib import Path

from openimr.corpus.tables import SCHEMAS
from openimr.errors import OutputError

from .records import FOLDER

UNDER_WAY = ".openimr-"
"""Names of files that are being written begin so; what is left of them is swept."""


def put(path: Path, data: bytes) -> None:
    """Write a file that is there, whole and on the disk, or not there.

    Raises:
        OutputError: the system refuses it.
    """
    beside = path.with_name(f"{UNDER_WAY}{os.getpid()}-{path.name}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        settle(beside, path)
    except OSError as error:
        problem = (error.strerror or "the system refuses").lower()
        raise OutputError(path, problem) from error


def settle(beside: Path, path: Path) -> None:
    """Give a written file its name, for good.

    Raises:
        OSError: the system refuses it.
    """
    beside.replace(path)
    keep_names(path.parent)


def keep_names(folder: Path) -> None:
    """See to it that the names in a folder survive a loss of power, where one can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_part(folder: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Write a part: a file a table, in the order given; the last one says it is done.

    Args:
        folder: the corpus.
        name: the part's.
        files: content by the folder that it belongs to.

    Raises:
        OutputError: the system refuses it.
    """
    for table, data in files.items():
        put(folder / table / f"{name}.parquet", data)


def make_folders(folder: Path) -> None:
    """Make the folders of a corpus.

    Raises:
        OutputError: the system refuses it.
    """
    try:
        for table in (FOLDER, *SCHEMAS):  # by the first a folder is known as ours
            (folder / table).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or "the path is not a valid one"
        raise OutputError(folder, problem.lower()) from error
