"""Text layers without words are told from records, however terse."""

import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from benchmark.scans import sheets

from openimr.documents.ocr import garbage
from openimr.documents.ocr.ordinary import is_ordinary

TEXT = next(sheet.text for sheet in sheets() if sheet.name == "letter")


def _shifted(text: str, places: int) -> str:
    """Return what a font shows whose map is off by some places."""
    return "".join(
        chr(ord(mark) - places) if 33 <= ord(mark) - places < 127 else mark
        for mark in text
    )


def _caesar(text: str, places: int) -> str:
    lower = "abcdefghijklmnopqrstuvwxyz"
    turned = lower[places:] + lower[:places]
    return text.translate(str.maketrans(lower + lower.upper(), turned + turned.upper()))


def _failed_recognition(text: str) -> str:
    """Return the text with every fourth letter taken for a mark."""
    return "".join(
        "~^`|{};!$\\?@"[place % 12] if place % 4 == 0 and mark.isalpha() else mark
        for place, mark in enumerate(text)
    )


BROKEN: dict[str, Callable[[str], str]] = {
    "private use": lambda text: "".join(
        chr(0xE000 + ord(mark)) if mark.isalnum() else mark for mark in text
    ),
    "named glyphs": lambda text: "".join(
        f"(cid:{ord(mark)})" if mark.isalnum() else mark for mark in text
    ),
    "control characters": lambda text: "".join(
        chr(ord(mark) % 27 + 1) if mark.isalnum() else mark for mark in text
    ),
    "shifted by 29": lambda text: _shifted(text, 29),
    "shifted by 1": lambda text: _shifted(text, 1),
    "Caesar by 3": lambda text: _caesar(text, 3),
    "Caesar by 13": lambda text: _caesar(text, 13),
    "replacement characters": lambda text: "".join(
        "\ufffd" if mark.isalnum() else mark for mark in text
    ),
    "failed recognition": _failed_recognition,
    "spaced out": lambda text: " ".join("".join(text.split())),
    "run together": lambda text: "".join(mark for mark in text if mark.isalnum()),
}

TERSE = {
    "laboratory": "WBC 7.2 RBC 4.61 HGB 14.1 HCT 42.0 MCV 91 MCH 30.1 PLT 248 MPV 9.8 "
    "NA 140 K 4.2 CL 102 CO2 26 CA 9.4 BUN 14 AST 22 ALT 25 TSH 1.9 LDL 110 HDL 48",
    "shorthand": "pt c/o LBP s/p MVA, r/o HNP, NKDA. HTN, DM. BP 120/80 HR 72. SLR neg "
    "bil, DTR 2+ symm, EHL 5/5, TTP L/S PVM, ROM dec. PT 2x/wk x4wk, RTW mod duty",
    "Spanish": "El paciente fue visto por dolor lumbar que empeora con la flexión. "
    "Toma baclofeno tres veces al día y refiere que los espasmos disminuyen. No hay "
    "debilidad ni hormigueo en las piernas. Se solicita terapia física.",
    "boxes": "☐ Approved ☒ Denied ☐ Modified\nName: ________ Date: ___/___/____\n" * 4,
    "typeset": "The patient\u2019s \u201cspasm\u201d \u2014 worse at night "
    "\u2014 is 7/10. He doesn\u2019t sleep. The \u201clight duty\u201d ended. " * 2,
    "short": "Page 2",
    "empty": "",
}


@pytest.mark.parametrize("breaking", BROKEN.values(), ids=BROKEN.keys())
def test_a_text_without_words_is_garbage(breaking: Callable[[str], str]) -> None:
    assert garbage(breaking(TEXT))


@pytest.mark.parametrize("breaking", BROKEN.values(), ids=BROKEN.keys())
def test_a_glance_never_passes_a_broken_text(breaking: Callable[[str], str]) -> None:
    assert not is_ordinary(breaking(TEXT))


@pytest.mark.parametrize("text", TERSE.values(), ids=TERSE.keys())
def test_a_terse_record_is_kept(text: str) -> None:
    assert not garbage(text)


@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.name)
def test_a_page_of_record_is_kept(sheet: object) -> None:
    assert not garbage(getattr(sheet, "text", ""))


def test_an_ordinary_page_costs_next_to_nothing() -> None:
    page = (TEXT * 4)[:3000]

    def seconds() -> float:
        began = time.perf_counter()
        garbage(page)
        return time.perf_counter() - began

    assert is_ordinary(page)
    assert min(seconds() for _ in range(50)) < 150e-6  # 35 on a quiet machine


@pytest.mark.shared
def test_no_page_with_text_of_any_shared_file_is_garbage(shared: Path) -> None:
    letters = {
        path.name: path.read_text("utf-8")
        for path in sorted((shared / "letters").glob("*.txt"))
    }
    alarms = [name for name, text in letters.items() if garbage(text)]
    for path in sorted((shared / "cases").glob("*/*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            alarms += [
                f"{path.name}, page {number}"
                for number, page in enumerate(document, start=1)
                if garbage(page.get_textpage().get_text_range())
            ]

    assert len(letters) > 5
    assert alarms == []
