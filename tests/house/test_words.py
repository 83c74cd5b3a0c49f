"""The repository speaks of the project only."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from .source import ROOT, place, project_files, text_files

# Written backwards, so that this file does not hold what it looks for.
MACHINE_PATHS = ("krow/", "pmt/", "/emoh/", "/toor/", "/yrarbil.")
WORKPLACE = ("edualc", "ciporhtna", "tpgtahc", "tnegabus", "noisses repleh")
UNFINISHED = ("ODOT", "EMXIF")
SHINGLE = 12
"""So many words in a row are not the same by chance."""

FORM_TITLES = (
    r"Doctor.s First Report of Occupational Injury or Illness",
    r"APPLICATION FOR INDEPENDENT MEDICAL REVIEW\s+DWC Form IMR",
    r"CPT/HCPCS\s+Code.{,160}?etc\.",
)
"""Names of state forms, and heads of their tables, that are as long as a sentence."""

LETTER_FORMS = (
    r"(?:Case Number.{,300}?)?HOW THE IMR.{,1800}?all medical records:",
    r"The Final Determination was based on.{,60}?below:",
    r"Claims Administrator guideline:.{,1200}?rationale:",
    r"The Claims Administrator did not cite any medical evidence for its decision",
    r"injured worker is an? .{1,9}year[- ]old \w+ who sustained an industrial injury",
)
"""Parts of a published letter that are the same in all."""


def _lines_with(pattern: re.Pattern[str]) -> Iterator[str]:
    for file in text_files():
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                yield f"{place(file)}:{number}"


@pytest.mark.parametrize("words", [MACHINE_PATHS, WORKPLACE], ids=["paths", "people"])
def test_nothing_speaks_of_the_machine_or_the_workplace(words: tuple[str, ...]) -> None:
    alternatives = "|".join(re.escape(word[::-1]) for word in words)
    pattern = re.compile(rf"(?<![\w.~-])(?:{alternatives})\b", re.IGNORECASE)

    assert list(_lines_with(pattern)) == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    pattern = re.compile(rf"\b(?:{'|'.join(word[::-1] for word in UNFINISHED)})\b")

    assert list(_lines_with(pattern)) == []


def test_every_text_is_readable_and_ends_with_a_line_end() -> None:
    ragged = [
        place(file)
        for file in text_files()
        if file.stat().st_size and not file.read_bytes().endswith(b"\n")
    ]

    assert ragged == []


def _words(text: str) -> list[str]:
    """Return the words; numbers differ from case to case inside a form's wording."""
    return re.findall(r"[a-z]+", text.lower())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def _own_words(sources: list[str]) -> set[tuple[str, ...]]:
    """Return what one source alone says; what two share is the form, not the case."""
    seen = Counter(run for source in sources for run in _runs(source))
    return {run for run, count in seen.items() if count == 1}


def _pdf_text(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _ours() -> dict[str, str]:
    texts = {place(file): file.read_text(encoding="utf-8") for file in text_files()}
    pdfs = [file for file in project_files() if file.suffix == ".pdf"]
    return texts | {place(file): _pdf_text(file) for file in pdfs}


def _copied(sources: list[str]) -> list[str]:
    private = _own_words(sources)
    runs = {name: _runs(_told(text)) & private for name, text in _ours().items()}
    return [f"{name}: {' '.join(min(found))}" for name, found in runs.items() if found]


def _told(letter: str) -> str:
    """Return what a letter tells: its form, credentials and citations taken out."""
    for form in LETTER_FORMS:
        letter = re.sub(form, " | ", letter, flags=re.DOTALL)
    return letter


def _without_titles(record: str) -> str:
    return re.sub(r"(?is)" + "|".join(FORM_TITLES), " | ", record)


@pytest.mark.shared
def test_no_published_letter_was_copied(shared: Path) -> None:
    letters = [
        _told(file.read_text(encoding="utf-8"))
        for file in (shared / "letters").glob("[0-9]*.txt")
    ]

    assert sum(map(len, letters)) > 10_000
    assert _copied(letters) == []


@pytest.mark.shared
def test_no_record_of_the_shared_folder_was_copied(shared: Path) -> None:
    folders = sorted({file.parent for file in (shared / "cases").glob("*/*.pdf")})
    cases = [
        _without_titles(" ".join(map(_pdf_text, sorted(case.glob("*.pdf")))))
        for case in folders
    ]

    assert len(cases) > 3
    assert _copied(cases) == []


def test_the_example_files_are_small() -> None:
    total = sum(file.stat().st_size for file in (ROOT / "examples").rglob("*.pdf"))

    assert 0 < total < 1_000_000
