"""A case on a reviewer's desk: read, assigned, attested."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone
from pydantic import TypeAdapter

from openimr.documents import ReadingOptions, read_case
from openimr.domain import CaseFile
from tests.documents.paper import SCAN, Paper, pdf_bytes
from workbench.assignment.models import Assignment
from workbench.cases.actions import OpenCase
from workbench.cases.models import Case, Progress, Reading
from workbench.files.store import put
from workbench.people.models import User

from .making import DAY

_CASE_FILE = TypeAdapter(CaseFile)
PAGES: Sequence[Paper] = (
    "PROGRESS REPORT\nDate of Service: 11/06/2014\n\nTizanidine 4 mg #60\n"
    "Low back spasm, worse in the night.\nElectronically signed: Ana Prue, M.D.",
    "PROGRESS REPORT\nDate of Service: 10/02/2014\n\nNo spasm today.\nSleeps well.",
    SCAN,
)
"""Two notes and a scan that nobody read."""


def filed(
    by: User, pages: Sequence[Paper] = PAGES, more: dict[str, bytes] | None = None
) -> Case:
    """Return a case that was read, with a proposal that quotes its first page."""
    given = {"notes.pdf": pdf_bytes(pages), **(more or {})}
    files = [put(name, [content]) for name, content in given.items()]
    case = OpenCase(DAY, files, by).execute()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in given.items():
            (Path(folder) / name).write_bytes(content)
        read = read_case(Path(folder), ReadingOptions(recognise=False))
    _kept(case.readings.get(), read)
    return case


def _kept(reading: Reading, read: CaseFile) -> None:
    quoted = [
        {
            "document": page.document,
            "page": page.number,
            "quote": "spasm",
            "start": page.text.index("spasm"),
            "end": page.text.index("spasm") + 5,
        }
        for page in read.pages
        if "spasm" in page.text
    ]
    told = {"items": [{"facts": [{"evidence": quoted[:1]}]}], "lint": []}
    reading.case_file = put("case-file.json", [_CASE_FILE.dump_json(read)])
    reading.determination = put("determination.json", [json.dumps(told).encode()])
    reading.progress = Progress.DONE
    reading.save()


def on_desk(
    case: Case, reviewer: User, by: User, *, attested: bool = True
) -> Assignment:
    """Return an assignment; the file is open where the reviewer attested."""
    now = timezone.now()
    return Assignment.objects.create(
        case=case,
        reviewer=reviewer,
        assigned=now,
        assigned_by=by,
        attested=now if attested else None,
        seat=case.assignments.count() + 1,
    )
