"""The development cases, which are other people's work and are never copied here."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import CaseFile, Document, PageStatus

pytestmark = pytest.mark.shared


_READ: dict[Path, tuple[tuple[dict[str, Any], CaseFile], ...]] = {}


@pytest.fixture(autouse=True)
def _read(shared: Path, reading: ReadingOptions) -> None:
    if shared not in _READ:
        _READ[shared] = _all(shared, reading)


def _cases(folder: Path) -> tuple[tuple[dict[str, Any], CaseFile], ...]:
    return _READ[folder]


def _all(
    folder: Path, reading: ReadingOptions
) -> tuple[tuple[dict[str, Any], CaseFile], ...]:
    return tuple(
        (json.loads(gold.read_text()), read_case(gold.parent, reading))
        for gold in sorted((folder / "cases").glob("*/gold.json"))
    )


def _pairs(
    folder: Path,
) -> Iterator[tuple[dict[str, Any], Document | None]]:
    for gold, case in _cases(folder):
        starts = {(d.file, d.first_page): d for d in case.documents}
        for document in gold["documents"]:
            yield document, starts.get((document["file"], document["first_page"]))


def _share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_documents_begin_where_they_begin(shared: Path) -> None:
    pairs = list(_pairs(shared))
    found = [mine is not None for _, mine in pairs]
    ours = sum(len(case.documents) for _, case in _cases(shared))

    assert _share(found) >= 0.99
    assert sum(found) / ours >= 0.96


def test_kind_and_date_are_told_on_scans_too(shared: Path) -> None:
    pairs = list(_pairs(shared))

    kinds = [mine is not None and mine.kind == gold["kind"] for gold, mine in pairs]
    dates = [
        mine is not None and str(mine.date) == gold["date"] for gold, mine in pairs
    ]

    assert _share(kinds) >= 0.98
    assert _share(dates) >= 0.97


def test_every_title_and_date_quotes_its_words(shared: Path) -> None:
    for _, case in _cases(shared):
        for document in case.documents:
            grounds = document.grounds
            assert grounds.date is None or document.date is not None
            assert grounds.author is None or document.author == grounds.author.quote
            for said in filter(None, (grounds.title, grounds.author, grounds.date)):
                text = case.page(document.file, said.page).text
                assert " ".join(text[said.start : said.end].split()) == said.quote


def test_only_the_pages_of_other_patients_are_misfiled(shared: Path) -> None:
    misfiled = {
        (gold["id"], d.file, d.first_page)
        for gold, case in _cases(shared)
        for d in case.documents
        if d.misfiled
    }

    assert misfiled == {
        ("a-03", "tillman_records.pdf", 14),
        ("c-04", "14-xray-flex-ext.pdf", 1),
        ("d-02", "case-file.pdf", 11),
        ("d-04", "case-file.pdf", 18),
        ("d-06", "case-file.pdf", 11),
    }


def test_copies_with_text_are_found_and_nothing_else(shared: Path) -> None:
    for gold, mine in _pairs(shared):
        if mine is not None and not gold["scanned"]:
            assert bool(mine.duplicate_of) == bool(gold.get("duplicate_of")), gold


def test_scanned_pages_are_read_and_nothing_is_lost(shared: Path) -> None:
    pages = [page for _, case in _cases(shared) for page in case.pages]

    assert sum(page.ocr for page in pages) == 31
    assert all(page.status is not PageStatus.UNREADABLE for page in pages)
    assert len(pages) == 355


def _words(text: str) -> set[str]:
    return set(text.lower().replace(",", " ").replace("#", " ").split())


def test_every_disputed_item_is_listed_in_order(shared: Path) -> None:
    for gold, case in _cases(shared):
        dispute = read_dispute(case)
        asked = [item["requested"] for item in gold["items"]]
        listed = [line.text for line in dispute.disputed]
        assert len(listed) == len(asked), gold["id"]
        for one in asked:
            assert any(_words(one) & _words(other) for other in listed), gold["id"]


def test_utilization_review_is_read_as_it_decided(shared: Path) -> None:
    for gold, case in _cases(shared):
        answers = [
            item.outcome.value
            for item in read_dispute(case).ur_items
            if item.outcome and item.outcome.value != "approve"
        ]
        assert sorted(answers) == sorted(i["ur"]["outcome"] for i in gold["items"])


@pytest.mark.parametrize("field", ["date_of_injury", "ur_date", "priority"])
def test_the_frame_of_each_case_is_read(field: str, shared: Path) -> None:
    for gold, case in _cases(shared):
        stated = getattr(read_dispute(case), field)
        assert str(stated.value) == gold["case"][field], gold["id"]


def test_the_three_letters_cases_state_no_contradiction(shared: Path) -> None:
    first = [
        c for g, c in _cases(shared) if g["id"] in ("a-01", "a-02", "a-03", "a-05")
    ]

    assert [read_dispute(case).disagreements for case in first] == [(), (), (), ()]
