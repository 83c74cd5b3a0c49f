"""Fictional records in YAML, built into case files for the tests."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from openimr.clinical import find_facts, read_records
from openimr.domain import (
    CaseFile,
    DisputedItem,
    Document,
    DocumentKind,
    Evidence,
    Fact,
    FactQuestion,
    ItemKind,
    Page,
    PageStatus,
    RequestDetails,
)
from openimr.text import fold

FOLDER = Path(__file__).parent / "records"
DAY = dt.date(2014, 10, 1)
"""Day of the reports that tests write as plain text."""


@dataclass(frozen=True)
class Expected:
    """What one fact must come out as."""

    fact: str
    finding: str
    value: str | None = None
    quote: str | None = None
    near: str | None = None
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mutation:
    """Changed words, and what the change must do to a fact."""

    old: str
    new: str
    expected: Expected


@dataclass(frozen=True)
class Record:
    """A fictional case file with its questions."""

    name: str
    as_of: dt.date
    item: DisputedItem
    documents: tuple[dict[str, Any], ...]
    expected: tuple[Expected, ...]
    mutations: tuple[Mutation, ...]

    def case(self, old: str = "", new: str = "") -> CaseFile:
        """Return the case file, with some words changed."""
        documents: list[Document] = []
        pages: list[Page] = []
        for number, written in enumerate(self.documents, start=1):
            file = f"{number:02}.pdf"
            document = Document(
                id=f"D{number}",
                file=file,
                first_page=1,
                pages=len(written["pages"]),
                kind=DocumentKind(written["kind"]),
                author=written.get("author"),
                date=written.get("date"),
            )
            documents.append(document)
            for at, text in enumerate(written["pages"], start=1):
                changed = text.replace(old, new) if old else text
                pages.append(_page(file, at, changed, document.id))
        return CaseFile(name=self.name, documents=tuple(documents), pages=tuple(pages))

    def ask(self, case: CaseFile, expected: Expected) -> Fact:
        """Return the answer to one question about the record."""
        question = FactQuestion(fact=expected.fact, drugs=expected.asks)
        return find_facts(read_records(case), self.item, [question], self.as_of)[0]


def _page(file: str, number: int, text: str, document: str) -> Page:
    return Page(
        file=file,
        number=number,
        text=text,
        status=PageStatus.TEXT,
        document=document,
    )


def one_page(
    text: str,
    kind: DocumentKind = DocumentKind.PROGRESS_REPORT,
    date: dt.date | None = DAY,
) -> CaseFile:
    """Return a case file of one document of one page."""
    return written([(kind, date, text)])


def written(pages: Sequence[tuple[DocumentKind, dt.date | None, str]]) -> CaseFile:
    """Return a case file of documents of one page each: kind, day and words."""
    documents, read = [], []
    for number, (kind, date, text) in enumerate(pages, start=1):
        document = Document(
            id=f"D{number}",
            file=f"{number:02}.pdf",
            first_page=1,
            pages=1,
            kind=kind,
            date=date,
            author="A. Physician, M.D.",
        )
        documents.append(document)
        read.append(_page(document.file, 1, text, document.id))
    return CaseFile(name="case", documents=tuple(documents), pages=tuple(read))


def drug_item(
    drug: str, requested: str | None = None, quantity: int | None = None
) -> DisputedItem:
    """Return a drug in dispute."""
    return DisputedItem(
        details=RequestDetails(
            requested=requested or drug,
            kind=ItemKind.DRUG,
            drug=drug,
            quantity=quantity,
        )
    )


def unsound(case: CaseFile, evidence: Evidence) -> str | None:
    """Return what is wrong with a quote; None where it is verbatim and short."""
    document = case.document(evidence.document)
    page = case.page(document.file, evidence.page)
    if len(evidence.quote) > 300:
        return "too long"
    if fold(evidence.quote) not in fold(re.sub("[\u00ad\ufffe]\\s*", "", page.text)):
        return f"not on the page: {evidence.quote}"
    return None


def load_records() -> list[Record]:
    """Return every fictional record, by file name."""
    return [_record(path) for path in sorted(FOLDER.glob("*.yaml"))]


def _record(path: Path) -> Record:
    node = yaml.safe_load(path.read_text("utf-8"))
    item = node["item"]
    return Record(
        name=path.stem,
        as_of=node["as_of"],
        item=DisputedItem(
            details=RequestDetails(
                requested=item["requested"],
                kind=ItemKind.DRUG,
                drug=item["drug"],
                quantity=item.get("quantity"),
                strength=item.get("strength"),
            )
        ),
        documents=tuple(node["documents"]),
        expected=tuple(_expected(each) for each in node["expect"]),
        mutations=tuple(_mutation(each) for each in node.get("mutations", ())),
    )


def _expected(node: dict[str, Any]) -> Expected:
    return Expected(**{**node, "asks": tuple(node.get("asks", ()))})


def _mutation(node: dict[str, Any]) -> Mutation:
    """Undo the indentation that a YAML block strips from the text itself."""
    rest = {key: value for key, value in node.items() if key not in {"old", "new"}}
    old, new = (re.sub(r"\n {8}", "\n", node[key]) for key in ("old", "new"))
    return Mutation(old, new, _expected(rest))
