"""How a sentence shows what it rests on."""

from dataclasses import replace

import pytest

from openimr.domain import (
    Citation,
    Evidence,
    Statement,
)
from openimr.letters.write import compose
from openimr.letters.write.blocks import (
    Heading,
    Paragraph,
    Table,
    words_of,
)
from openimr.letters.write.statements import statement

from .fictional import (
    DETERMINATION,
    PATIENT,
    TIZANIDINE,
)

LETTER = compose(DETERMINATION, patient=PATIENT)


def _at(document: str, page: int) -> Evidence:
    return Evidence(document=document, page=page, quote="x", start=0, end=1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Statement(text="Pain is 6/10.", evidence=()), "Pain is 6/10."),
        (
            Statement(text="Pain is 6/10.", evidence=(_at("D3", 2),)),
            "Pain is 6/10 (D3 p. 2).",
        ),
        (
            Statement(
                text="It goes on", evidence=(_at("D3", 2), _at("D4", 5), _at("D3", 3))
            ),
            "It goes on (D3 pp. 2-3; D4 p. 5).",
        ),
        (
            Statement(text="Seen (D3 p. 2).", evidence=(_at("D3", 2),)),
            "Seen (D3 p. 2).",
        ),
        (
            Statement(text="Long.", evidence=tuple(_at("D1", n) for n in range(1, 20))),
            "Long (D1 pp. 1-6; 13 more pages in the evidence).",
        ),
        (
            Statement(
                text="Short use only.",
                citations=(Citation(guideline="mtus_cp_2009", pages="63-66"),),
            ),
            "Short use only (MTUS Chronic Pain Medical Treatment Guidelines pp. "
            "63-66).",
        ),
        (
            Statement(
                text="Page 41 says so.",
                citations=(Citation(guideline="mtus_cp_2009", pages="41"),),
            ),
            "Page 41 says so [page not verified].",
        ),
        (
            Statement(
                text="So it is.",
                citations=(Citation(guideline="odg", pages=None, section="Pain"),),
            ),
            "So it is (Official Disability Guidelines (ODG), Pain).",
        ),
        (
            Statement(
                text="So it is.", citations=(Citation(guideline="study_9", pages="3"),)
            ),
            "So it is (study_9 p. 3 [page not verified]).",
        ),
    ],
)
def test_a_statement_ends_with_what_it_rests_on(said: Statement, words: str) -> None:
    assert words_of(statement(said, {}, TIZANIDINE.guidelines)) == words


def test_references_point_to_the_row_of_their_document() -> None:
    rows = {
        row.anchor: words_of(row.cells[0])
        for block in LETTER.blocks
        if isinstance(block, Table)
        for row in block.rows
        if row.anchor
    }
    runs = [
        run
        for block in LETTER.blocks
        if isinstance(block, Paragraph)
        for run in block.text
        if run.target
    ]

    assert runs
    assert all(run.text.startswith(f"{rows[run.target or '']} p") for run in runs)


def test_long_summaries_are_broken_into_paragraphs() -> None:
    said = tuple(
        Statement(text=f"Sentence {n} is about as long as sentences of reports are.")
        for n in range(30)
    )
    letter = compose(replace(DETERMINATION, summary=said))
    start = letter.blocks.index(Heading(level=1, text="CLINICAL CASE SUMMARY"))
    end = letter.blocks.index(
        Heading(level=1, text="IMR ISSUES, DECISIONS AND RATIONALES")
    )
    parts = letter.blocks[start + 1 : end]

    assert len(parts) == 3
    together = " ".join(words_of(b.text) for b in parts if isinstance(b, Paragraph))
    assert together == " ".join(each.text for each in said)
