"""Failures of the index, of files and of memory maps as errors of ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from openimr.corpus.extra import needed
from openimr.errors import InputError, OutputError, UnreadableFileError

_BUSY = "LockBusy"


@contextmanager
def guarded(place: object, *, reading: bool = False) -> Iterator[None]:
    """Turn what tantivy, pyarrow and the file system raise into errors of ours.

    tantivy raises ValueError for its own failures; a defect of it comes as a panic,
    which is no Exception, and would otherwise end the program.

    Raises:
        InputError: another process writes the index.
        UnreadableFileError: what is there is damaged (while reading).
        OutputError: it cannot be written.
    """
    arrow = needed("pyarrow").ArrowException
    try:
        yield
    except (ValueError, OSError, RuntimeError, MemoryError, arrow) as problem:
        raise _ours(place, problem, reading=reading) from problem
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise _ours(place, problem, reading=reading) from problem


def _ours(
    place: object, problem: BaseException, *, reading: bool
) -> InputError | OutputError:
    if _BUSY in str(problem):
        return InputError(
            f"{place}: another process writes it.  Try again when that has ended."
        )
    if reading:
        return UnreadableFileError(place, "it is damaged")
    reason = problem.strerror if isinstance(problem, OSError) else None
    return OutputError(place, reason or "the index refused it")
