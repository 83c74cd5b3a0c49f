"""What reading a case gives: the case file and a proposal, sealed."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from django.conf import settings
from pydantic import TypeAdapter

from openimr import __version__
from openimr.casework import review_case
from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import CaseFile, Determination, Dispute
from openimr.domain.dispute import value_of
from openimr.errors import NoDisputeError, NoRequestDateError
from openimr.letters.write import to_json
from workbench.files.models import StoredFile
from workbench.files.store import get, put

from .models import Case, Reading
from .overview import overview_of, to_bytes

_CASE_FILE = TypeAdapter(CaseFile)
_WORK = "work"
Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What one attempt made; its files are stored, its rows not yet changed."""

    case_file: StoredFile
    determination: StoredFile | None
    overview: StoredFile
    pages: Mapping[str, int]
    header: Mapping[str, object]
    """Columns of the case that its papers fill in."""

    fault: str = ""
    """Why there is no proposal, in one sentence."""

    engine: str = __version__

    @property
    def files(self) -> tuple[StoredFile, ...]:
        """Return what was stored."""
        made = (self.case_file, self.determination, self.overview)
        return tuple(file for file in made if file is not None)


@contextmanager
def unsealed(case: Case) -> Iterator[Path]:
    """Give a folder with a case's records in the clear; it goes when the work is done.

    The folder lies under the site's data with no rights for others; what a killed
    worker left is removed when the site starts again (:func:`sweep`).
    """
    root = Path(settings.DATA) / _WORK
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=root))
    try:
        for entry in case.records.select_related("file").order_by("name"):
            with (folder / entry.name).open("wb") as stream:
                for piece in get(entry.file):
                    stream.write(piece)
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove what killed workers left in the clear; call it when none is at work."""
    rmtree(Path(settings.DATA) / _WORK, ignore_errors=True)


def read_all(reading: Reading, report: Report) -> Results:
    """Read a case's records and propose a determination.

    Raises:
        InputError: no record can be read.
    """
    options = ReadingOptions(progress=report)
    with unsealed(reading.case) as folder:
        return stored(read_in(folder, options), reading.case.programme)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the core makes of a folder of records."""

    case: CaseFile
    dispute: Dispute
    proposed: Determination | None = None
    fault: str = ""


def read_in(folder: Path, options: ReadingOptions) -> Read:
    """Read a folder and propose a determination, where its papers allow one.

    Raises:
        InputError: no record can be read.
    """
    try:
        found = review_case(folder, reading=options)
    except (NoDisputeError, NoRequestDateError) as error:
        case = read_case(folder, options)
        fault = str(error).removeprefix(f"{folder.name}: ")
        return Read(case=case, dispute=read_dispute(case), fault=fault)
    return Read(case=found.case, dispute=found.dispute, proposed=found.determination)


def stored(read: Read, programme: str) -> Results:
    """Seal what was read; the files are stored, no row is changed.

    Raises:
        StorageError: the disk refused.
    """
    case, proposed = read.case, read.proposed
    found = {status.value: count for status, count in case.totals().items() if count}
    overview = overview_of(case, read.dispute, proposed, programme)
    letter = put("determination.json", [to_json(proposed)]) if proposed else None
    return Results(
        case_file=put("case-file.json", [_CASE_FILE.dump_json(case)]),
        determination=letter,
        overview=put("overview.json", [to_bytes(overview)]),
        pages=found,
        header=_header(read.dispute) | {"dispute_key": overview.course.key or ""},
        fault=read.fault,
    )


def _header(dispute: Dispute) -> dict[str, object]:
    found = {
        "worker": value_of(dispute.patient),
        "claims_administrator": value_of(dispute.claims_administrator),
        "priority": value_of(dispute.priority),
    }
    header: dict[str, object] = {k: str(v)[:200] for k, v in found.items() if v}
    asked = dispute.rfa_date or dispute.request_received
    return header | ({"request_date": asked.value} if asked else {})


def case_file_of(reading: Reading) -> CaseFile | None:
    """Return the case file as a reading left it; None where there is none.

    Raises:
        StorageError: it cannot be given back.
    """
    if reading.case_file is None:
        return None
    return _CASE_FILE.validate_json(b"".join(get(reading.case_file)))
