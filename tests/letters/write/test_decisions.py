"""How an item is decided in words: guidelines, conclusion, gaps."""

import datetime as dt
from dataclasses import replace

import pytest

from openimr.domain import (
    GuidelineEntry,
    Mark,
    NearestEntry,
    SearchEntry,
    Statement,
    Step,
    UrEntry,
    UrOutcome,
)
from openimr.letters.write import compose
from openimr.letters.write.blocks import (
    Bullets,
    Paragraph,
    Run,
    Tone,
    words_of,
)
from openimr.letters.write.decisions import claims_administrator, relied_on

from .fictional import (
    CYCLOBENZAPRINE,
    DETERMINATION,
    ODG_FOR_COMPARISON,
    PATIENT,
    TIZANIDINE,
)
from .reading import paragraphs, starting

LETTER = compose(DETERMINATION, patient=PATIENT)


def test_an_item_reads_in_the_grammar_of_published_letters() -> None:
    words = paragraphs(LETTER)
    start = words.index(
        "Claims Administrator guideline: Decision based on MTUS Chronic Pain Medical "
        "Treatment Guidelines, Muscle relaxants (for pain)."
    )

    assert words[start + 1] == (
        "IMR guideline: Decision based on MTUS Chronic Pain Medical Treatment "
        "Guidelines, Section(s): Muscle relaxants (for pain) Page(s): 63-66."
    )
    assert words[start + 2].startswith("Decision rationale: The guideline in force")
    assert words[start + 3].endswith(
        "The request for Tizanidine 4 mg #90 is not medically necessary."
    )


def test_a_rationale_without_its_conclusion_gets_one() -> None:
    words = starting(LETTER, "Decision rationale: The guideline in force accepts cyclo")

    assert words[0].endswith(
        "The request for Cyclobenzaprine 7.5 mg #20 is medically necessary."
    )
    assert words[0].count("medically necessary") == 1


def test_a_conclusion_that_contradicts_the_decision_does_not_stand_alone() -> None:
    said = (Statement(text="The request is not medically necessary."),)
    item = replace(CYCLOBENZAPRINE, rationale=said)

    letter = compose(replace(DETERMINATION, items=(item,)))

    assert starting(letter, "Decision rationale: ") == [
        "Decision rationale: The request is not medically necessary. The request for "
        "Cyclobenzaprine 7.5 mg #20 is medically necessary."
    ]


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        ("CA MTUS, Baclofen.", "Decision based on MTUS Baclofen."),
        (
            "ODG Pain Chapter",
            "Decision based on Non-MTUS Citation ODG Pain Chapter.",
        ),
        (
            "MTUS page 63; Official Disability Guidelines, Pain",
            "Decision based on MTUS page 63. Decision based on Non-MTUS Citation "
            "Official Disability Guidelines, Pain.",
        ),
        (
            "MTUS Muscle relaxants; pages 63-66",
            "Decision based on MTUS Muscle relaxants; pages 63-66.",
        ),
        ("ACOEM  chapter\n12", "Decision based on ACOEM chapter 12."),
        (
            None,
            "The Claims Administrator did not cite any medical evidence for its "
            "decision in the pages on file.",
        ),
    ],
)
def test_the_claims_administrators_guideline_is_given_as_cited(
    cited: str | None, words: str
) -> None:
    ur = UrEntry(outcome=UrOutcome.DENY, date=None, reason=None, guideline=cited)

    assert words_of(claims_administrator(replace(TIZANIDINE, ur=ur))) == words


def test_an_item_without_a_utilization_review_decision_says_so() -> None:
    said = words_of(claims_administrator(replace(TIZANIDINE, ur=None)))

    assert said == "No utilization review decision on this item is in the file."


def _entry(step: Step, name: str, pages: str | None, mark: Mark) -> GuidelineEntry:
    return GuidelineEntry(
        guideline="g",
        name=name,
        section="Topic",
        pages=pages,
        pages_mark=mark,
        step=step,
        why="",
    )


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (
            (_entry(Step.MTUS, "MTUS Opioids Guidelines", "7", Mark.VERIFIED),),
            "Decision based on MTUS Opioids Guidelines, Section(s): Topic Page(s): 7.",
        ),
        (
            (_entry(Step.MTUS, "Knee Complaints", "7, 9-10", Mark.UNVERIFIED),),
            "Decision based on MTUS Knee Complaints, Section(s): Topic Page(s): 7, "
            "9-10 [page not verified].",
        ),
        (
            (_entry(Step.ACOEM_ODG, "ODG", None, Mark.UNVERIFIED),),
            "Decision based on MTUS: None. Decision based on Non-MTUS Citation ODG, "
            "Section(s): Topic.",
        ),
        (
            (_entry(Step.STUDY, "Rintala P, J Spine 2012", None, Mark.VERIFIED),),
            "Decision based on MTUS: None. Other Medical Treatment Guideline or "
            "Medical Evidence: Rintala P, J Spine 2012, Section(s): Topic.",
        ),
        (
            (ODG_FOR_COMPARISON,),
            "Decision based on MTUS: None. [no guideline of the library addresses this "
            "item]",
        ),
    ],
)
def test_the_guidelines_relied_on_follow_the_published_grammar(
    entries: tuple[GuidelineEntry, ...], words: str
) -> None:
    assert words_of(relied_on(replace(TIZANIDINE, guidelines=entries))) == words


def test_unverified_pages_are_marked_where_they_stand_and_listed_at_the_end() -> None:
    cautions = [
        run.text.strip()
        for block in LETTER.blocks
        if isinstance(block, Paragraph)
        for run in block.text
        if run.tone is Tone.CAUTION
    ]
    end = [b for b in LETTER.blocks if isinstance(b, Bullets)][-3:]
    listed = [words_of(item) for block in end for item in block.items]

    assert cautions == ["[page not verified]"] * 3
    assert listed == [
        "Rule: The drug is for a short course of at most 3 weeks.",
        "MTUS Chronic Pain Medical Treatment Guidelines, Cyclobenzaprine (Flexeril): "
        "pages 41-42.",
        "Rule: The course is at most 3 weeks.",
        "Warning: The request for authorization is not in the file.",
        "Info: This document has no date (D8 p. 8).",
    ]


def test_what_was_looked_for_is_told_where_its_absence_counts() -> None:
    place = LETTER.blocks.index(
        Paragraph(
            text=(Run("Looked for and not found:", Tone.STRONG),),
            role=next(
                b.role
                for b in LETTER.blocks
                if isinstance(b, Paragraph)
                and words_of(b.text) == "Looked for and not found:"
            ),
        )
    )
    bullets = LETTER.blocks[place + 1]

    assert isinstance(bullets, Bullets)
    assert [words_of(item) for item in bullets.items] == [
        "Spasticity from a disorder of the brain or spinal cord: looked for "
        "“spasticity”, “spastic”, “clonus”, “increased tone”, “upper motor neuron” and "
        "2 more terms in D1-D6 (05/06/2013 to 01/27/2015); case-file.pdf p. 9 could "
        "not be read. Nearest: D3 p. 2, normal reflexes, not a sign of spasticity; D2 "
        "p. 1, utilization review's words, not an examination."
    ]
    said = paragraphs(compose(replace(DETERMINATION, items=(CYCLOBENZAPRINE,))))
    assert "Looked for and not found:" not in said


def test_a_modification_that_stands_leaves_its_approved_part() -> None:
    assert starting(LETTER, "Approved by utilization review") == [
        "Approved by utilization review and not in dispute: Cyclobenzaprine 7.5 mg #10."
    ]


def _gap(**known: object) -> list[str]:
    """Return the words on a search, from as much as is known of it."""
    blank = SearchEntry(
        terms=(), documents=(), from_=None, to=None, unreadable=(), nearest=()
    )
    searched = replace(blank, **known)  # type: ignore[arg-type]
    fact = replace(TIZANIDINE.facts[1], searched=searched)
    item = replace(TIZANIDINE, facts=(fact,))
    letter = compose(replace(DETERMINATION, items=(item,)))
    lists = [block for block in letter.blocks if isinstance(block, Bullets)]
    told = [words_of(text) for block in lists for text in block.items]
    return [words for words in told if words.startswith(f"{fact.label}: ")]


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "looked for it."),
        ({"terms": ("clonus",)}, "looked for “clonus”."),
        ({"documents": ("D2", "D4")}, "looked for it in D2, D4."),
        ({"from_": dt.date(2014, 1, 2)}, "looked for it (01/02/2014)."),
        ({"to": dt.date(2014, 1, 2)}, "looked for it (01/02/2014)."),
        (
            {"nearest": (NearestEntry(document="D9", page=4, quote="x", why=""),)},
            "looked for it. Nearest: D9 p. 4.",
        ),
    ],
)
def test_a_search_is_told_from_what_is_known_of_it(
    known: dict[str, object], words: str
) -> None:
    assert _gap(**known) == [
        f"Spasticity from a disorder of the brain or spinal cord: {words}"
    ]
