"""Fictional records in many voices, with findings marked by hand, as test data."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openimr.clinical import Records, find_facts, read_records
from openimr.domain import (
    CaseFile,
    DisputedItem,
    DocumentKind,
    Fact,
    FactQuestion,
    ItemKind,
    Quantity,
    RequestDetails,
)

from .cases import written

FOLDER = Path(__file__).parent / "voices"


@dataclass(frozen=True)
class Marked:
    """One marked finding of a voice, about one item."""

    voice: str
    half: str
    """``seen`` where cues were tuned on the voice, else ``unseen``."""

    item: DisputedItem
    fact: str
    finding: str
    value: float | str | None
    quote: str
    missed: str | None
    """Why the program is known not to find it."""

    @property
    def group(self) -> str:
        """Return the group that the voice belongs to, such as ``courses``."""
        return self.voice.split("_")[0]

    @property
    def name(self) -> str:
        """Return what tells this finding from every other."""
        details = self.item.details
        return f"{self.voice}: {details.drug or details.treatment}: {self.fact}"

    def answer(self) -> Fact:
        """Return what is found."""
        question = FactQuestion(fact=self.fact)
        records = read(self.voice)
        return find_facts(records, self.item, [question], opened(self.voice)["as_of"])[
            0
        ]

    def wrong(self) -> str | None:
        """Return what is wrong with the answer; None where it is as marked."""
        fact = self.answer()
        quoted = " ".join(each.quote for each in fact.evidence)
        told = fact.value.value if isinstance(fact.value, Quantity) else fact.value
        if fact.finding.value != self.finding:
            return f"{fact.finding.value}, not {self.finding}: {quoted}"
        if self.value not in {None, told}:
            return f"gives {fact.value}, not {self.value}"
        return None if self.quote in quoted else f"quotes {quoted}"


@cache
def opened(voice: str) -> dict[str, Any]:
    """Return one file of voices as YAML gives it."""
    text = (FOLDER / f"{voice}.yaml").read_text("utf-8")
    opened: dict[str, Any] = yaml.safe_load(text)
    assert isinstance(opened["as_of"], dt.date), voice
    assert opened["half"] in {"seen", "unseen"}, voice
    return opened


@cache
def case(voice: str) -> CaseFile:
    """Return the pages of a voice as a case file."""
    pages = opened(voice)["pages"]
    built = written([(DocumentKind(p["kind"]), p["date"], p["text"]) for p in pages])
    documents = tuple(
        replace(document, author=page.get("author", document.author))
        for document, page in zip(built.documents, pages, strict=True)
    )
    return replace(built, documents=documents)


@cache
def read(voice: str) -> Records:
    """Return a voice as the clinical room reads it."""
    return read_records(case(voice))


def all_marked() -> Iterator[Marked]:
    """Yield every marked finding of every voice, by file."""
    for path in sorted(FOLDER.glob("*.yaml")):
        voice = opened(path.stem)
        for node in voice["items"]:
            for marked in node["findings"]:
                yield Marked(
                    voice=path.stem,
                    half=voice["half"],
                    item=_item(node["item"]),
                    fact=marked["fact"],
                    finding=marked["finding"],
                    value=marked.get("value"),
                    quote=marked.get("quote", ""),
                    missed=marked.get("missed"),
                )


def _item(node: dict[str, Any]) -> DisputedItem:
    words = node.get("requested") or node["treatment"].replace("_", " ")
    kind = ItemKind(node["kind"])
    return DisputedItem(
        details=RequestDetails(**{**node, "kind": kind, "requested": words})
    )
