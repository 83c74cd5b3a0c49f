"""The sentence that is missed on page 173: found and cited wherever it stands.

A packet of 300 pages is silent on some facts.  One sentence that answers a fact is put
on a random late page; five facts share a packet, so that ten packets prove fifty.
"""

import datetime as dt
import random
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from openimr.clinical import find_facts, read_records
from openimr.domain import (
    CaseFile,
    Document,
    DocumentKind,
    Fact,
    FactQuestion,
    Finding,
    Page,
    PageStatus,
)
from openimr.text import fold

from .cases import drug_item, unsound

PAGES, LENGTH, LATE = 300, 5, 150
"""Pages of the packet, of each report in it, and the first page that is late."""

FACTS_A_PACKET, PACKETS = 5, 10
LAST = dt.date(2014, 10, 1)
AS_OF = dt.date(2014, 10, 10)
ITEM = drug_item("cyclobenzaprine", "Cyclobenzaprine 7.5 mg #60", quantity=60)
_BLAND = (
    "The patient returns for a scheduled visit and was seen for twenty minutes.",
    "He was brought by his cousin, who waited outside.",
    "The claim was accepted for the lumbar spine.",
    "Height 5 feet 9 inches. Weight 188 pounds. Pulse 72.",
    "Gait is steady. The patient sits in the chair during the interview.",
    "Inspection shows no deformity and a healed scar of the left forearm.",
    "Lumbar flexion is 45 degrees and extension is 15 degrees.",
    "The records of the former clinic have been received and will be summarised.",
    "Work restrictions were gone over, and a letter to the employer was dictated.",
    "The interpreter, Ms. Ruvalcaba, was present for the whole visit.",
    "Transportation forms were completed at the front desk.",
    "The next appointment is in about six weeks at the Fresno office.",
    "Correspondence from the adjuster was placed in the chart.",
    "Lumbar sprain, by history.",
    "The patient asked about the mileage form and was given two copies.",
)


class Plant(NamedTuple):
    """A sentence that answers a fact, the heading above it, and its page."""

    fact: str
    under: str
    says: str
    finding: Finding
    page: int


@cache
def bland_pages() -> tuple[str, ...]:
    """Return the words of a packet that answers nothing."""
    chance = random.Random(300)  # noqa: S311 - the same packet on every run
    return tuple(
        "PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT\n"
        f"Page {number % LENGTH + 1} of {LENGTH}\n\n"
        + "\n".join(chance.sample(_BLAND, 9))
        + "\n"
        for number in range(PAGES)
    )


def packet(plants: tuple[Plant, ...] = ()) -> CaseFile:
    """Return the packet with sentences planted on some of its pages."""
    words = list(bland_pages())
    for plant in plants:
        lines = words[plant.page - 1].splitlines()
        lines[6:6] = ["", plant.under, plant.says, ""]
        words[plant.page - 1] = "\n".join(lines)
    documents = tuple(_report(number) for number in range(PAGES // LENGTH))
    pages = tuple(
        Page(
            file="packet.pdf",
            number=number,
            text=text,
            status=PageStatus.TEXT,
            document=documents[(number - 1) // LENGTH].id,
        )
        for number, text in enumerate(words, start=1)
    )
    return CaseFile(name="packet", documents=documents, pages=pages)


def _report(number: int) -> Document:
    return Document(
        id=f"D{number + 1}",
        file="packet.pdf",
        first_page=number * LENGTH + 1,
        pages=LENGTH,
        kind=DocumentKind.PROGRESS_REPORT,
        author="A. Physician, M.D.",
        # Two weeks apart in steps of three days: late pages are of the last months.
        date=LAST - dt.timedelta(days=3 * (PAGES // LENGTH - 1 - number)),
    )


@cache
def packets() -> tuple[tuple[Plant, ...], ...]:
    """Return ten packets of five plants: no fact twice, no page twice."""
    source = Path(__file__).with_name("late_page.yaml").read_text("utf-8")
    chance = random.Random(173)  # noqa: S311 - the same places on every run
    told = [
        (
            fact,
            each["under"],
            each["says"],
            Finding(each.get("finding", "present")),
        )
        for fact, phrasings in yaml.safe_load(source).items()
        for each in phrasings
    ]
    # Phrasings of one fact stand together, so every tenth is another fact.
    return tuple(
        tuple(
            Plant(*each, page)
            for each, page in zip(
                told[start::PACKETS],
                chance.sample(range(LATE, PAGES + 1), FACTS_A_PACKET),
                strict=True,
            )
        )
        for start in range(PACKETS)
    )


def answers(case: CaseFile, facts: list[str]) -> dict[str, Fact]:
    questions = [FactQuestion(fact=fact) for fact in facts]
    found = find_facts(read_records(case), ITEM, questions, AS_OF)
    return {fact.fact: fact for fact in found}


def test_fifty_sentences_are_planted_each_alone_in_its_packet() -> None:
    planted = [plant for plants in packets() for plant in plants]

    assert len(planted) == len({plant.says for plant in planted}) == 50
    assert len({plant.fact for plant in planted}) >= 12
    assert all(
        len({plant.fact for plant in plants}) == FACTS_A_PACKET for plants in packets()
    )


def test_without_the_sentence_the_packet_is_silent_over_all_its_pages() -> None:
    facts = sorted({plant.fact for plants in packets() for plant in plants})

    found = answers(packet(), facts)

    said = {fact for fact, one in found.items() if one.finding is not Finding.SILENT}
    assert said == set()
    for one in found.values():
        assert one.searched is not None
        assert len(one.searched.documents) == PAGES // LENGTH
        assert one.searched.last == LAST


@pytest.mark.parametrize("number", range(PACKETS))
def test_one_sentence_on_a_late_page_is_found_and_cited(number: int) -> None:
    plants = packets()[number]
    case = packet(plants)

    found = answers(case, [plant.fact for plant in plants])

    for plant in plants:
        fact = found[plant.fact]
        assert fact.finding is plant.finding, plant
        assert fact.evidence[0].page == plant.page, plant
        assert fold(fact.evidence[0].quote) in fold(plant.says), plant
        assert [unsound(case, each) for each in fact.evidence] == [
            None for _ in fact.evidence
        ]
