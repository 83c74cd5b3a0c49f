"""Files out: all of them or none, and never half a file."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from openimr.errors import OutputError


def place_files(
    files: Mapping[str, bytes], out: Path, *, replace: bool = True
) -> tuple[Path, ...]:
    """Write all of the files into a folder, or none; nobody ever meets half a file.

    They are written beside their final names, then renamed.  The folder is made where
    there is none.

    Args:
        files: contents by name.
        out: the folder.
        replace: whether files of the same names may be replaced; a folder never is.

    Returns:
        The paths written, in the order of the files.

    Raises:
        OutputError: the folder cannot be made or written, or something of the name of
            a file is in the way.
    """
    targets = tuple(out / name for name in files)
    with _told(out):
        out.mkdir(parents=True, exist_ok=True)
        for target in targets:
            _check_free(target, replace=replace)
        with tempfile.TemporaryDirectory(prefix=".openimr-", dir=out) as name:
            beside = Path(name)
            for file, data in files.items():
                (beside / file).write_bytes(data)
            for target in targets:
                (beside / target.name).replace(target)
    return targets


def write_file(path: Path, data: bytes) -> None:
    """Write one file, over one of the same name; its folder is made if need be.

    It is written in place, so that a pipe or a device may stand there.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None


def _check_free(target: Path, *, replace: bool) -> None:
    if target.is_dir():
        raise OutputError(target, "a folder of that name is in the way")
    if not replace and target.exists():
        raise OutputError(target, "a file of that name is there")


@contextmanager
def _told(out: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise OutputError(out, "it is a file, not a folder") from None
    except (OSError, ValueError) as error:
        raise _refused(out, error) from None


def _refused(place: Path, error: OSError | ValueError) -> OutputError:
    """Return our error for the system's; a ValueError is a path with a NUL in it."""
    problem = getattr(error, "strerror", None) or "the path is not a valid one"
    return OutputError(place, problem.lower())
