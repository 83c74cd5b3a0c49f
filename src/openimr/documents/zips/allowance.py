"""How much may still be unpacked: of a whole case, and of one archive."""

from dataclasses import dataclass

from openimr.documents.limits import (
    FREE_UNPACKED_BYTES,
    MOST_FILE_BYTES,
    MOST_FILES,
    MOST_UNPACKED_BYTES,
    MOST_UNPACKED_RATIO,
)
from openimr.errors import TooLargeError


@dataclass(slots=True)
class Allowance:
    """Counts what was unpacked of a case; what was thrown away again counts too."""

    files: int
    """Files that the case may still have."""

    spent: int = 0
    """Bytes that were written so far."""

    def take_files(self, name: str, count: int) -> None:
        """Take so many files for what holds them.

        Raises:
            TooLargeError: the case may have no more; none is taken.
        """
        if count > self.files:
            raise TooLargeError(name, "too many files", f"{MOST_FILES:,} for a case")
        self.files -= count

    def take(self, name: str, count: int) -> None:
        """Take so many bytes for a file.

        Raises:
            TooLargeError: the case has no more.
        """
        self.spent += count
        if self.spent > MOST_UNPACKED_BYTES:
            limit = f"{MOST_UNPACKED_BYTES:,} bytes for a case"
            raise TooLargeError(name, "all that was unpacked", limit)


@dataclass(slots=True)
class Meter:
    """Counts what comes out of one archive."""

    allowance: Allowance
    size: int
    """Bytes of the archive itself."""

    written: int = 0

    def take(self, name: str, count: int, so_far: int) -> None:
        """Take so many bytes for a file of which ``so_far`` were taken before.

        Raises:
            TooLargeError: the file, the archive or the case has no more.
        """
        self.allowance.take(name, count)
        self.written += count
        if so_far + count > MOST_FILE_BYTES:
            raise TooLargeError(name, "its size unpacked", f"{MOST_FILE_BYTES:,} bytes")
        most = max(FREE_UNPACKED_BYTES, MOST_UNPACKED_RATIO * self.size)
        if self.written > most:
            limit = f"{MOST_UNPACKED_RATIO} times the size of the archive"
            raise TooLargeError(name, "what the archive unpacks to", limit)
