"""Words that a person typed, each text sealed in a file of its own.

A person who gives a reason may tell of the records in it, so no column of the database
holds one.
"""

from workbench.errors import StorageError

from .models import StoredFile
from .store import get, put


def seal_words(name: str, words: str) -> StoredFile | None:
    """Store a text, stripped, and return its row; None where there is none.

    Raises:
        StorageError: the disk refused it.
    """
    told = words.strip()
    return put(name, [told.encode()]) if told else None


def words_of(file: StoredFile | None) -> str:
    """Return the words of a sealed text; none of no file.

    Raises:
        StorageError: it cannot be given back.
    """
    return b"".join(get(file)).decode() if file is not None else ""


def shown_words(file: StoredFile | None, clear: str) -> str:
    """Return what a page shows: the words, or a sentence on why they cannot be shown.

    Args:
        file: where they are sealed.
        clear: as a version before kept them; they count while there is no file.
    """
    try:
        return words_of(file) if file is not None else clear
    except StorageError as error:
        return str(error)
