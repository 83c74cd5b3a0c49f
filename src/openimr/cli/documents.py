"""``openimr documents``: the index of a case file and the ledger of its pages."""

from typing import TYPE_CHECKING, Annotated

import typer

from .reading import Case, NoOcr, NoOcrCache, OcrCache, reading, warn_of_unread_pages

if TYPE_CHECKING:
    from openimr.domain import CaseFile, Dispute, Document


def documents(
    case: Case,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print index, ledger and frame as JSON.")
    ] = False,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """List the documents of a case file in order of time, and account for each page.

    With --json also the application, the UR decision and the RFA as data, each field
    with its quote.
    """
    from openimr.documents import read_case, read_dispute
    from openimr.documents.export import to_object

    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        read = read_case(case, options)
    warn_of_unread_pages(read, no_ocr=no_ocr)
    dispute = read_dispute(read)
    if as_json:
        from .output import print_json

        print_json(to_object(read, dispute))
        return
    _show(read, dispute)


def _show(case: "CaseFile", dispute: "Dispute") -> None:
    from .output import console, index

    screen = console()
    files = list(dict.fromkeys(document.file for document in case.documents))
    heads = ("", "Date", "Kind", "File, pages" if files[1:] else "Pages", "Document")
    rows = [_row(document, files) for document in case.by_date()]
    screen.print(index(f"Documents of {case.name}, by date", heads, rows))
    if files[1:]:
        for number, file in enumerate(files, start=1):
            screen.print(f"File {number} is {file}.", markup=False, soft_wrap=True)
    for line in (*_ledger(case), *_carried(case)):
        screen.print(line, markup=False, soft_wrap=True)
    for sentence in dispute.disagreements:
        screen.print(f"differs: {sentence}", markup=False, soft_wrap=True)


def _row(document: "Document", files: list[str]) -> tuple[str, ...]:
    from openimr.documents.export import flags

    last = document.first_page + document.pages - 1
    pages = str(last) if document.pages == 1 else f"{document.first_page}-{last}"
    said = ", ".join(filter(None, (document.title, document.author)))
    marks = ", ".join(flags(document))
    return (
        document.id,
        document.date.isoformat() if document.date else "undated",
        document.kind.value.replace("_", " "),
        f"{files.index(document.file) + 1}: {pages}" if files[1:] else pages,
        f"{said}  [{marks}]".strip() if marks else said,
    )


def _ledger(case: "CaseFile") -> list[str]:
    """Return the totals, then every page that facts cannot rest on, with the reason."""
    from openimr.domain import READABLE

    totals = ", ".join(f"{count} {what.value}" for what, count in case.totals().items())
    pages = len(case.pages)
    lines = [f"Ledger: {pages} page{'' if pages == 1 else 's'}: {totals}."]
    lines += [
        f"  {page.file} page {page.number}: {page.status.value}"
        + (f", {page.reason}" if page.reason else "")
        for page in case.pages
        if page.status not in READABLE
    ]
    return lines + [f"  {one.file}: ignored, {one.reason}" for one in case.ignored]


def _carried(case: "CaseFile") -> list[str]:
    lines = []
    for one in case.carried_forward:
        lines.append(
            f"{one.document} repeats {one.share:.0%} of {one.earlier}; what differs:"
        )
        lines += [
            f"  page {each.page}: {each.before or '(nothing)'} -> "
            f"{each.after or '(nothing)'}"
            for each in one.differences
        ]
    return lines
