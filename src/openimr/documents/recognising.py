"""Read the pages that have no usable text from their pictures."""

from collections.abc import Sequence
from dataclasses import replace

from openimr.domain import WordBox

from .files import FoundFile
from .formats import DRAWN
from .ledger import NOT_INSTALLED, SWITCHED_OFF, wants_recognition
from .ocr import OcrFailure, OcrJob, OcrPage, recognise, why_not
from .options import ReadingOptions
from .sources import Sheet, Source

STAGE = "pages without text"
"""Name of this stage, for whoever shows progress."""


def recognise_pages(
    files: Sequence[FoundFile], sources: Sequence[Source], options: ReadingOptions
) -> list[Source]:
    """Return the sources with every page read that had no usable text.

    A page that cannot be read keeps what it had, and says why.

    Raises:
        OutputError: the folder for recognised pages cannot be used.
    """
    wanted = [
        (at, number)
        for at, source in enumerate(sources)
        for number, sheet in enumerate(source.sheets)
        if files[at].format in DRAWN and wants_recognition(sheet)
    ]
    sheets = [list(source.sheets) for source in sources]
    for (at, number), sheet in zip(
        wanted, _read(files, sheets, wanted, options), strict=True
    ):
        sheets[at][number] = sheet
    return [
        replace(source, sheets=tuple(own))
        for source, own in zip(sources, sheets, strict=True)
    ]


def _read(
    files: Sequence[FoundFile],
    sheets: Sequence[Sequence[Sheet]],
    wanted: Sequence[tuple[int, int]],
    options: ReadingOptions,
) -> list[Sheet]:
    before = [sheets[at][number] for at, number in wanted]
    missing = _why_not(options)
    if missing is not None:
        return [replace(sheet, unread=missing) for sheet in before]
    report = options.progress
    answers = recognise(
        [OcrJob(files[at].path, number + 1) for at, number in wanted],
        workers=options.workers,
        cache=options.cache,
        progress=(lambda done, of: report(STAGE, done, of)) if report else None,
    )
    return [
        _unread(sheet, answer)
        if isinstance(answer, OcrFailure)
        else _with(sheet, answer)
        for sheet, (_, answer) in zip(before, answers, strict=True)
    ]


def _why_not(options: ReadingOptions) -> str | None:
    if not options.recognise:
        return SWITCHED_OFF
    return NOT_INSTALLED if why_not() is not None else None


def _unread(sheet: Sheet, failure: OcrFailure) -> Sheet:
    return replace(sheet, unread=failure.reason)


def _with(sheet: Sheet, page: OcrPage) -> Sheet:
    """Return the page with the words of its picture, and what lay on it behind them."""
    text, added = page.text, []
    for piece in sheet.added:
        start = len(text) + 1 if text else 0
        text = f"{text}\n{sheet.text[piece.start : piece.end]}".lstrip("\n")
        added.append(replace(piece, start=start, end=len(text)))
    return replace(
        sheet,
        text=text,
        added=tuple(added),
        image=False,
        ocr=True,
        empty=page.blank,
        confidence=page.confidence,
        rotation=page.rotation,
        words=tuple(_words(page)),
    )


def _words(page: OcrPage) -> list[WordBox]:
    return [
        WordBox(
            start=word.start,
            end=word.start + len(word.text),
            box=word.box,
            confidence=word.confidence,
        )
        for word in page.words
    ]
