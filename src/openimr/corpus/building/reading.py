"""One part read: its files in, its tables and its record out.

Whatever is wrong with a file costs that file and no other: one row in ``warnings``.
"""

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from openimr.corpus.labels import Labels, labels_for
from openimr.corpus.rows import Gathered, as_table, rows_of
from openimr.errors import InputError
from openimr.letters.read.from_bytes import read_bytes

from .dmhc import table_rows
from .entries import Entry
from .opening import Opener
from .records import FOLDER, RECORDS, TABLE, Record, encoded
from .tools import Tools

PROGRAMME = "california_workers_comp"
NAME_LENGTH = 32
"""Hexadecimal digits of the hash that names a letter."""

Told = Callable[[int], None]
"""Told the number of each file before it is opened."""


@dataclass(slots=True)
class Reader:
    """Reads parts, one after the other, in one process."""

    tools: Tools
    labels: Labels = field(init=False)

    def __post_init__(self) -> None:
        self.labels = labels_for(PROGRAMME, self.tools.vocabulary)

    def read(
        self,
        entries: Sequence[Entry],
        ended: Mapping[int, str] | None = None,
        told: Told = lambda _: None,
    ) -> dict[str, bytes]:
        """Return the files of a part by folder, the record last.

        Args:
            entries: what to read.
            ended: files that ended a process that read them, by number, and how; they
                are not opened.
            told: told of each file before it is opened.
        """
        share = _Share(self, Opener(entries))
        try:
            for number, entry in enumerate(entries):
                told(number)
                if ended and number in ended:
                    share.lose(entry, None, "unreadable-file", ended[number])
                else:
                    share.take(entry)
            told(len(entries))
        finally:
            share.opener.close()
        return share.files()


@dataclass(slots=True)
class _Share:
    reader: Reader
    opener: Opener
    gathered: Gathered = field(default_factory=Gathered)
    records: list[Record] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    def take(self, entry: Entry) -> None:
        """Read one file; nothing about it is an error of the part."""
        name = None
        try:
            data = self.opener.bytes_of(entry)
            name = sha256(data).hexdigest()[:NAME_LENGTH]
            if entry.is_table:
                self._take_table(entry, data)
            elif name in self.held:
                self._record(entry, name)
            else:
                self._take_letter(entry, name, data)
        except InputError as problem:
            again = isinstance(problem.__cause__, OSError)
            self.lose(entry, name, problem.slug, str(problem), again=again)
        except Exception as problem:  # noqa: BLE001 - a defect costs one letter
            self.lose(entry, name, "defect", _defect(entry, problem))

    def lose(
        self,
        entry: Entry,
        name: str | None,
        code: str,
        message: str,
        *,
        again: bool = False,
    ) -> None:
        """Tell of a file that gave no letter."""
        row = (name, entry.address, code, message, True)
        self.gathered.rows["warnings"].append(row)
        self._record(entry, name, code, again=again)

    def files(self) -> dict[str, bytes]:
        """Return the files of the part by folder."""
        files = {table: encoded(rows) for table, rows in self.gathered.tables().items()}
        return files | {FOLDER: encoded(as_table(list(self.records), RECORDS))}

    def _take_letter(self, entry: Entry, name: str, data: bytes) -> None:
        reader = self.reader
        letter = read_bytes(data, entry.name, reader.tools.recognise, places=False)
        self.gathered.add(rows_of(letter, name, entry.address, reader.labels))
        self._record(entry, name)

    def _take_table(self, entry: Entry, data: bytes) -> None:
        """Take each row of a table as a letter; the table itself is none."""
        rows = [*table_rows(data, entry.address)]
        self._record(entry, None, TABLE)
        for row in rows:
            named = Entry(row.address, entry.stamp)
            if row.rows is None:
                self.lose(named, None, "bad-row", row.fault or "")
                continue
            if row.letter not in self.held:
                self.gathered.add(row.rows)
            self._record(named, row.letter)

    def _record(
        self,
        entry: Entry,
        name: str | None,
        code: str | None = None,
        *,
        again: bool = False,
    ) -> None:
        held = code is None and name is not None and name not in self.held
        if held and name is not None:
            self.held.add(name)
        stamp = "" if again else entry.stamp
        source = entry.address if held else None
        number = len(self.records)
        self.records.append((number, entry.address, stamp, name, held, source, code))


def _defect(entry: Entry, problem: Exception) -> str:
    """Name a defect by its place; the error's own words may be words of the letter."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return (
        f"{entry.name}: a defect of the program "
        f"({type(problem).__name__} at {place}).  Please report it."
    )
