"""Fictional records in YAML, built into case files for the tests."""

import datetime as dt
import re
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
    Fact,
    FactQuestion,
    ItemKind,
    Page,
    PageStatus,
    RequestDetails,
)

FOLDER = Path(__file__).parent / "records"


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
class Record:
    """A fictional case file with its questions."""

    name: str
    as_of: dt.date
    item: DisputedItem
    documents: tuple[dict[str, Any], ...]
    expected: tuple[Expected, ...]
    mutations: tuple[dict[str, Any], ...]

    def case(self, old: str = "", new: str = "") -> CaseFile:
        """Return the case file, with some words changed."""
        documents, pages = [], []
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
                pages.append(
                    Page(
                        file=file,
                        number=at,
                        text=changed,
                        status=PageStatus.TEXT,
                        document=document.id,
                    )
                )
        return CaseFile(name=self.name, documents=tuple(documents), pages=tuple(pages))

    def ask(self, case: CaseFile, expected: Expected) -> Fact:
        """Return the answer to one question about the record."""
        question = FactQuestion(fact=expected.fact, drugs=expected.asks)
        return find_facts(read_records(case), self.item, [question], self.as_of)[0]


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


def _mutation(node: dict[str, Any]) -> dict[str, Any]:
    """Undo the indentation that the YAML block strips from the text itself."""
    fixed = dict(node)
    for key in ("old", "new"):
        fixed[key] = re.sub(r"\n {8}", "\n", node[key])
    return fixed


def expected_of(mutation: dict[str, Any]) -> Expected:
    """Return what a mutation must turn the fact into."""
    keys = {"fact", "finding", "value", "quote", "asks"}
    return _expected({key: mutation[key] for key in keys & mutation.keys()})
