"""Put a case file together: files, documents, and a ledger that has every page."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from openimr.domain import READABLE, CaseFile, Page
from openimr.errors import (
    EmptyInputError,
    InputError,
    UnreadableFileError,
)

from .carried_forward import find_carried_forward
from .drafts import DraftedFile, Looks, draft_file
from .files import FoundFile
from .formats import WANTED
from .judging import Judged, judge
from .ledger import LedgerPage
from .opening import opened
from .options import ReadingOptions
from .recognising import recognise_pages
from .sources import Sheet, Source
from .workers.files import read_files, reason_of

STAGE = "files"
"""Name of the stage of reading files, for whoever shows progress."""

_AS_USUAL = ReadingOptions()


def read_case(path: Path, options: ReadingOptions = _AS_USUAL) -> CaseFile:
    """Read a case file: a folder, a ZIP archive or a single file.

    Every page of every file stands in the ledger once, with what became of it.  A
    file that cannot be read is a document of kind other with one unreadable page; it
    never stops the rest.

    Raises:
        MissingInputError: nothing at that path.
        EmptyInputError: nothing that could be read.
        UnsupportedFormatError: a single file of a format that is not read.
        UnreadableFileError: a single file that is damaged, or a locked folder.
        ProtectedFileError: a single file that needs a password.
        TooLargeError: beyond a stated limit.
        OutputError: the folder for recognised pages cannot be used.
    """
    with opened(path) as (found, ignored):
        looks = Looks()
        sources = _sources(path, found, options, looks)
        read = recognise_pages(found, sources, options)
        files = [draft_file(one, looks.at) for one in read]
    drafts = [draft for file in files for draft in file.drafts]
    if not any(draft.views for draft in drafts):
        raise EmptyInputError(path, WANTED)
    judged = judge(drafts)
    return CaseFile(
        name=path.name or path.resolve().name,
        documents=tuple(one.document for one in judged),
        pages=tuple(_pages(files, judged)),
        ignored=tuple(ignored),
        carried_forward=find_carried_forward(drafts, judged),
    )


def _sources(
    path: Path, found: Sequence[FoundFile], options: ReadingOptions, looks: Looks
) -> list[Source]:
    report = options.progress
    read = read_files(
        path,
        found,
        workers=options.workers,
        progress=(lambda done, of: report(STAGE, done, of)) if report else None,
        look=looks.look,
    )
    alone = len(found) == 1
    return [
        _source(file, one, alone=alone) for file, one in zip(found, read, strict=True)
    ]


def _source(file: FoundFile, read: Source | InputError, *, alone: bool) -> Source:
    """Return the file as it goes on: what could not be read as a page that says so."""
    if isinstance(read, InputError):
        if alone:
            raise read
        sheet = Sheet(text="", problem=reason_of(read, file))
        return Source(name=file.name, sheets=(sheet,))
    if alone and all(sheet.problem and not sheet.text for sheet in read.sheets):
        raise UnreadableFileError(file.name, str(read.sheets[0].problem))
    return read


def _pages(files: Sequence[DraftedFile], judged: Sequence[Judged]) -> Iterator[Page]:
    documents = iter(judged)
    for file in files:
        for draft in file.drafts:
            whole = next(documents)
            for number, page in zip(
                whole.document.page_numbers(), draft.pages, strict=True
            ):
                yield _page(file.name, number, page, whole)


def _page(file: str, number: int, page: LedgerPage, whole: Judged) -> Page:
    status, reason = page.status, page.reason
    if status in READABLE:
        status, reason = whole.fate(number) or (status, reason)
    return Page(
        file=file,
        number=number,
        text=page.sheet.text,
        status=status,
        document=whole.document.id,
        reason=reason,
        added=page.sheet.added,
        ocr=page.sheet.ocr,
        confidence=page.sheet.confidence,
        rotation=page.sheet.rotation,
        words=page.sheet.words,
    )
