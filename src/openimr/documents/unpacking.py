"""Take out what archives and PDFs hold, the sound files, and name the others."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from openimr.domain import IgnoredFile
from openimr.errors import InputError, TooLargeError, UnreadableFileError

from .attachments import Attached, Extractor, Taken, may_hold_files
from .files import FoundFile, enter, printable, refuse
from .inside import Names, harmless, is_hidden
from .limits import MOST_ATTACHED_BYTES, MOST_FILES, MOST_NESTING
from .zips import Allowance, Entry, Meter, list_entries, unpack

LINK = "a link inside an archive"
WITHOUT_FILES = "an archive without files"
_DISK = "the disk refused to hold what is in it"


class Unpacking:
    """Everything in a case, what is packed and attached unpacked to numbered files.

    They lie in a folder that is removed when ``until_the_end`` closes.
    """

    def __init__(
        self,
        entries: Iterable[FoundFile | IgnoredFile],
        until_the_end: ExitStack,
        extractor: Extractor,
    ) -> None:
        self.entries: list[FoundFile | IgnoredFile] = []
        self._names = Names()
        self._stack = until_the_end
        self._extractor = extractor
        self._folder: Path | None = None
        self._numbers = 0
        top = list(entries)
        self._allowance = Allowance(files=MOST_FILES - len(top))
        for entry in top:
            self._names.take(entry.name if isinstance(entry, FoundFile) else entry.file)
        for entry in top:
            self._add(entry, depth=0)

    def _add(self, entry: FoundFile | IgnoredFile, depth: int) -> None:
        """Put a file among those of the case, or what it holds in its place."""
        if isinstance(entry, IgnoredFile) or entry.refused is not None:
            self.entries.append(entry)
        elif depth > MOST_NESTING:
            self._refuse(entry, _too_deep(entry.name))
        elif entry.format == "zip":
            self._add_archive(entry, depth)
        else:
            self.entries.append(entry)
            if entry.format == "pdf" and may_hold_files(entry.path):
                self._add_attached(entry, depth)

    def _refuse(self, file: FoundFile, problem: InputError) -> None:
        self.entries.append(
            FoundFile(
                name=file.name, path=file.path, format=file.format, refused=problem
            )
        )

    def _add_archive(self, file: FoundFile, depth: int) -> None:
        try:
            listing = list_entries(file.path, file.name)
            entries = list(_wanted(listing.entries))
            if not listing.complete and not listing.entries:
                raise UnreadableFileError(file.name, "it is damaged")
            self._allowance.take_files(file.name, len(entries))
            self._unpack(file, entries, depth)
        except InputError as problem:
            self._refuse(file, problem)
            return
        except OSError:
            self._refuse(file, UnreadableFileError(file.name, _DISK))
            return
        if not listing.complete:
            found = f"its list of files is damaged; {len(entries)} were found in it"
            self._refuse(file, UnreadableFileError(file.name, found))
        elif not entries:
            self.entries.append(IgnoredFile(file=file.name, reason=WITHOUT_FILES))

    def _unpack(
        self, file: FoundFile, entries: Iterable[tuple[str, Entry]], depth: int
    ) -> None:
        with file.path.open("rb") as stream:
            meter = Meter(self._allowance, file.path.stat().st_size)
            for inner, entry in entries:
                name = self._names.take(f"{file.name}/{inner}")
                if entry.link:
                    self.entries.append(IgnoredFile(file=name, reason=LINK))
                    continue
                path = self._new_path()
                problem = _problem_of(stream, entry, path, name, meter)
                if problem is None:
                    self._keep(name, path, depth + 1)
                else:
                    self.entries.append(refuse(name, file.path, problem))

    def _keep(self, name: str, path: Path, depth: int, why: str = "") -> None:
        """Add a file that was unpacked; what needs its bytes no longer is removed."""
        entry = enter(name, path, why)
        self._add(entry, depth)
        if isinstance(entry, IgnoredFile) or entry.format == "zip":
            path.unlink(missing_ok=True)

    def _add_attached(self, file: FoundFile, depth: int) -> None:
        held = self._attached_to(file)
        if isinstance(held, str):
            name = self._names.take(f"{file.name}/attached files")
            self.entries.append(IgnoredFile(file=name, reason=held))
            return
        why = f"attached to {file.name}; "
        for one in held:
            name = self._names.take(f"{file.name}/{harmless(printable(one.name))}")
            problem = self._too_much(name, one)
            if one.path is None or problem is not None:
                problem = problem or UnreadableFileError(name, str(one.problem))
                self.entries.append(refuse(name, file.path, problem, why))
            else:
                self._keep(name, one.path, depth + 1, why)

    def _attached_to(self, file: FoundFile) -> Taken:
        try:
            into = self._new_path()
            into.mkdir()
            return self._extractor.files_of(file.path, into, MOST_ATTACHED_BYTES)
        except OSError:
            return _DISK

    def _too_much(self, name: str, one: Attached) -> InputError | None:
        """Count an attached file; return the error if the case may have no more."""
        try:
            self._allowance.take_files(name, 1)
            if one.path is not None:
                self._allowance.take(name, one.path.stat().st_size)
        except TooLargeError as problem:
            return problem
        except OSError:
            return UnreadableFileError(name, _DISK)
        return None

    def _new_path(self) -> Path:
        """Return the path of a file that does not exist yet.

        Raises:
            OSError: the system gives no folder for temporary files.
        """
        if self._folder is None:
            folder = tempfile.TemporaryDirectory(prefix="openimr-")
            self._folder = Path(self._stack.enter_context(folder))
        self._numbers += 1
        return self._folder / str(self._numbers)


def _too_deep(name: str) -> TooLargeError:
    limit = f"{MOST_NESTING} inside each other"
    return TooLargeError(name, "files inside files", limit)


def _problem_of(
    stream: BinaryIO, entry: Entry, path: Path, name: str, meter: Meter
) -> InputError | None:
    """Unpack a file; return why it could not be, and then leave nothing behind."""
    try:
        unpack(stream, entry, path, name, meter)
    except InputError as problem:
        path.unlink(missing_ok=True)
        return problem
    except OSError:
        path.unlink(missing_ok=True)
        return UnreadableFileError(name, _DISK)
    return None


def _wanted(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    """Yield the files of an archive that are neither folders nor hidden, by name."""
    named = ((harmless(printable(entry.name)), entry) for entry in entries)
    for name, entry in named:
        if not entry.folder and not is_hidden(name):
            yield name, entry
