"""Pictures of pages in sealed sheaves: bound, found, drawn.

A sheaf is as long as one frame of a sealed file, so that a page costs the opening of
one or two frames, and a case of 300 pages some thirty files and not six hundred.
Files of strangers are never parsed in the process that answers people: pages are drawn
by the core's workers, before anybody looks (:mod:`.tasks`) or, failing that, then.
"""

import json
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from openimr.documents import show_pages
from openimr.domain import PageFace, WordBox
from openimr.errors import InputError
from workbench.cases.models import CaseRecord, Reading
from workbench.cases.results import case_file_of
from workbench.errors import StorageError
from workbench.files.sealing import FRAME
from workbench.files.store import get
from workbench.review.models import Sheaf

from .cache import Unsealed
from .case_book import CaseBook
from .keeping import keep

_LOG = logging.getLogger("workbench.review")
_MOST_BYTES = 32 << 20
"""Of sheaves in memory, a process."""

_AT_ONCE = BoundedSemaphore(2)
"""Pages that a process draws at once while somebody waits."""

Faces = dict[int, PageFace]


def bound(faces: Faces) -> bytes:
    """Return pages as a sheaf.

    A line of JSON says how long each page is; then stand, page by page, its words as
    JSON and its picture.  So one page is found without reading the others.
    """
    index, parts = [], []
    for number, face in sorted(faces.items()):
        words, picture = _written(face), face.picture
        index.append([number, len(words), None if picture is None else len(picture)])
        parts += [words, picture or b""]
    return b"\n".join([_json(index), b"".join(parts)])


def _written(face: PageFace) -> bytes:
    words = [[w.start, w.end, *w.box, w.confidence] for w in face.words]
    return _json([face.width, face.height, face.problem, words])


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def page_in(sheaf: bytes, number: int) -> PageFace:
    """Return one page of a sheaf.

    Raises:
        StorageError: the sheaf does not hold what its row says.
    """
    head, _, body = sheaf.partition(b"\n")
    at = 0
    for held, words, picture in json.loads(head):
        if held == number:
            ends = at + words
            shown = None if picture is None else body[ends : ends + picture]
            return _face(json.loads(body[at:ends]), shown)
        at += words + (picture or 0)
    raise StorageError(
        f"Page {number}: its picture is not where it was kept.  "
        "Ask a coordinator to have the records read again."
    )


def _face(written: Any, picture: bytes | None) -> PageFace:
    width, height, problem, words = written
    return PageFace(
        width=width,
        height=height,
        words=tuple(
            WordBox(start=s, end=e, box=(left, top, right, bottom), confidence=c)
            for s, e, left, top, right, bottom, c in words
        ),
        picture=picture,
        problem=problem,
    )


_SHEAVES: Unsealed[bytes] = Unsealed(bytes, _MOST_BYTES)


def face_of(
    reading: Reading,
    book: CaseBook,
    number: int,
    missing: Callable[[Reading], object] | None = None,
) -> PageFace:
    """Return the face of a page; it is drawn now where it was not yet.

    A page that cannot be drawn has a face without a picture that says why.  Before one
    is drawn, ``missing`` is called, to see to the others.

    Raises:
        StorageError: it was stored and cannot be given back.
    """
    found = _sheaf(reading, number).select_related("file").first()
    if found is not None:
        return page_in(_SHEAVES.of(found.file), number)
    if missing is not None:
        missing(reading)
    with _AT_ONCE:
        drawn = dict(draw(reading, book, [number]))
    try:
        _keep(reading, drawn)
    except StorageError as error:  # a full disk: it can be looked at all the same
        _LOG.warning("a drawn page was not kept: %s", error.slug)
    return drawn[number]


def _sheaf(reading: Reading, number: int) -> QuerySet[Sheaf]:
    return Sheaf.objects.filter(
        reading=reading, first__lte=number, last__gte=number
    ).order_by("-first")


def draw(
    reading: Reading, book: CaseBook, numbers: Sequence[int], workers: int = 1
) -> Iterator[tuple[int, PageFace]]:
    """Yield pages with their faces, drawn from the records of the case."""
    pages = [book.case.pages[number - 1] for number in numbers]
    if any(page.ocr for page in pages):
        # Places of recognised words are in the whole case file only.
        whole = case_file_of(reading)
        pages = [whole.pages[n - 1] for n in numbers] if whole else pages
    holders = {page.file.split("/")[0] for page in pages}
    with _records(reading, holders) as folder:
        try:
            yield from zip(
                numbers, show_pages(folder, pages, workers=workers), strict=True
            )
        except InputError:
            # None of the files is there any more, or none is one of a case.
            _LOG.warning("records of a reading cannot be opened for drawing")
            for number in numbers:
                yield number, _lost()


def _lost() -> PageFace:
    return PageFace(width=612.0, height=792.0, problem="the file cannot be opened")


@contextmanager
def _records(reading: Reading, names: set[str]) -> Iterator[Path]:
    """Give a folder with some records in the clear, for as long as they are drawn.

    It lies where :func:`workbench.cases.results.sweep` clears up after a crash.
    """
    root = Path(settings.DATA) / "work"
    with _disk_told():
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=root))
    wanted = CaseRecord.objects.filter(case=reading.case, name__in=names)
    try:
        with _disk_told():
            for entry in wanted.select_related("file"):
                with (folder / entry.name).open("wb") as stream:
                    stream.writelines(get(entry.file))
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


@contextmanager
def _disk_told() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise StorageError(
            "The pages cannot be drawn: the disk refused a folder for them.  "
            "Ask the administrator to make room."
        ) from problem


def draw_missing(reading: Reading, book: CaseBook, workers: int = 1) -> int:
    """Draw and keep every page that no sheaf has; return how many those were.

    What is kept is kept sheaf by sheaf: who is stopped in the middle loses one.
    """
    held: set[int] = set()
    for first, last in reading.sheaves.values_list("first", "last"):
        held |= set(range(first, last + 1))
    missing = [number for number in range(1, book.last + 1) if number not in held]
    if not missing:
        return 0
    batch: Faces = {}
    size = 0
    for number, face in draw(reading, book, missing, workers):
        more = len(face.picture or b"") + 40 * len(face.words)
        if batch and (size + more > FRAME or number - 1 not in batch):
            _keep(reading, batch)
            batch, size = {}, 0
        batch[number] = face
        size += more
    if batch:
        _keep(reading, batch)
    return len(missing)


def _keep(reading: Reading, faces: Faces) -> None:
    first, last = min(faces), max(faces)
    made = keep(
        "pages.sheaf",
        bound(faces),
        lambda file: Sheaf.objects.create(
            reading=reading, first=first, last=last, file=file
        ),
    )
    rest = {number: face for number, face in faces.items() if number != first}
    if made is None and rest:  # the first page was drawn elsewhere in the same moment
        _keep(reading, rest)
