"""Letters in: find them, read them, and let a bad one cost itself only."""

from collections.abc import Callable, Iterator, Sequence

from openimr.domain import Letter
from openimr.errors import OpenImrError
from openimr.letters.read import find_letters, read_file

from .engine import knowledge


def read_letters(
    places: Sequence[str], on_error: Callable[[OpenImrError], None]
) -> Iterator[Letter]:
    """Yield every letter under the given files, folders and globs, in order.

    A file that cannot be read is handed to ``on_error`` and the next one is taken.

    Raises:
        InputError: a place does not exist, or holds no letters at all.
    """
    recognise = knowledge().requests.read
    for path in find_letters(places):
        try:
            letter = read_file(path, recognise)
        except OpenImrError as error:
            on_error(error)
            continue
        yield letter
