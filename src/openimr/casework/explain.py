"""A determination for those it concerns: sheets for the worker and the physician."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from openimr.domain import Determination
from openimr.errors import InputError
from openimr.guidelines import load_library
from openimr.letters.placing import place_files
from openimr.letters.write.privacy import withholding
from openimr.plain import (
    Language,
    Rulebook,
    Sheet,
    pdf_bytes,
    plain_text,
    reader_sheet,
    requester_sheet,
)


def read_languages(words: str) -> tuple[Language, ...]:
    """Return the languages that a list such as ``en,es`` names, each once.

    >>> [each.value for each in read_languages("es, en")]
    ['es', 'en']

    Raises:
        InputError: a language is not known, or none is named.
    """
    known = " and ".join(Language)
    asked = [word.strip().lower() for word in words.split(",") if word.strip()]
    for word in asked:
        if word not in set(Language):
            raise InputError(f"{word}: no such language.  Use {known}.")
    if not asked:
        raise InputError(f"language: none is named.  Use {known}.")
    return tuple(dict.fromkeys(Language(word) for word in asked))


def write_sheets(  # noqa: PLR0913 - one a choice that users have
    determination: Determination,
    out: Path,
    languages: Iterable[Language] = tuple(Language),
    *,
    mailed: dt.date | None = None,
    patient: str | None = None,
    packs: Path | None = None,
) -> tuple[Path, ...]:
    """Write what ``sheets_of`` makes of the same arguments into a folder.

    Files of the same names in ``out`` are replaced.

    Raises:
        WhatIfError, InputError, PanelError: as for ``sheets_of``.
        OutputError: the folder or a file cannot be written.
    """
    made = sheets_of(
        determination, languages, mailed=mailed, patient=patient, packs=packs
    )
    return place_files(made, out)


def sheets_of(
    determination: Determination,
    languages: Iterable[Language] = tuple(Language),
    *,
    mailed: dt.date | None = None,
    patient: str | None = None,
    packs: Path | None = None,
) -> dict[str, bytes]:
    """Return the reader's version in each language, and the requester's checklist.

    Each as PDF and text: ``reader.en.pdf``, ``reader.en.txt``, ``requester.pdf`` …

    Args:
        determination: what was decided, or is proposed.
        languages: languages of the reader's version.
        mailed: day on which the decision was mailed, where it was.
        patient: the worker's name, kept out of the sheets wherever it comes up.
        packs: folder of a user's guideline files that stand over the library.

    Raises:
        WhatIfError: it answers a what-if.
        InputError: ``mailed`` cannot be the day of mailing.
        PanelError: the votes of several reviewers do not fit together.
    """
    library = load_library(packs)
    book = Rulebook.of(library.families, library.facts)
    sheets: dict[str, Sheet] = {
        f"reader.{language}": reader_sheet(
            determination, language, mailed=mailed, book=book
        )
        for language in languages
    }
    sheets["requester"] = requester_sheet(determination, book=book)
    withhold = withholding(patient)
    made: dict[str, bytes] = {}
    for name, sheet in sheets.items():
        kept = sheet.mapped(withhold)
        made[f"{name}.pdf"] = pdf_bytes(kept)
        made[f"{name}.txt"] = plain_text(kept)
    return made
