"""The rationale of a proposal, sentence by sentence."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import (
    Fact,
    Finding,
    Group,
    NearMiss,
    Needs,
    UrOutcome,
)
from openimr.review import FileRead, Standards, determine

from .proposals import (
    EDITION,
    FOUND,
    HARM,
    ITEM,
    LIVER,
    LONG_USE,
    NONE_FOUND,
    SHORT,
    SHORT_USE,
    SILENT,
    SOURCES,
    SPASM,
    STANDARDS,
    answered,
    of_edition,
    passage,
    proposal,
    words,
)


def test_the_rationale_opens_with_the_standard_and_the_request() -> None:
    said = words(proposal(LONG_USE, SILENT))

    assert said[:3] == [
        "For a request of 11/07/2014 the MTUS Chronic Pain Guidelines say of soma, in "
        "brief: a second choice for a short time (pages 63-66).",
        "The request is for Soma 350 mg #60 and continues a treatment already in use: "
        "first recorded on 06/20/2014, 20 weeks before the request.",
        "Utilization review denied the item on 11/14/2014, citing MTUS, Carisoprodol; "
        "this review rests on the 4 other documents of the file that could be read.",
    ]


def test_a_request_since_2018_names_the_amended_statute() -> None:
    item = determine(
        ITEM, (LONG_USE,), STANDARDS, dt.date(2018, 1, 1), FileRead(documents=4)
    )

    assert item.rationale[0].text.startswith(
        "For a request of 01/01/2018, under Labor Code section 4610.5(c)(2) as amended "
        "for 2018, the MTUS Chronic Pain Guidelines say of soma"
    )
    assert item.rationale[0].citations[-1].guideline == (
        "Labor Code section 4610.5(c)(2)"
    )


def test_a_contradiction_tells_its_arithmetic_and_its_bound() -> None:
    assert words(proposal(LONG_USE, SILENT))[3] == (
        "Use has gone on beyond a short course: first recorded on 06/20/2014, 20 weeks "
        "before the request; the limit is at most 3 weeks [limit not verified]."
    )


def test_a_gap_tells_how_far_the_search_went() -> None:
    assert words(proposal(LONG_USE, SILENT))[4] == (
        "The records are silent on one point: no examination records muscle spasm. "
        "2 documents dated 06/20/2014 to 11/07/2014 were searched."
    )


def test_a_gap_that_decides_is_said_not_to_prove_the_opposite() -> None:
    assert words(proposal(SHORT_USE, SILENT))[-2] == (
        "Silence does not prove the opposite; while the review is open it could be "
        "broken by an examination finding of muscle spasm."
    )


def test_the_passage_that_came_nearest_is_told_with_what_is_wrong_with_it() -> None:
    assert SILENT.searched is not None
    near = tuple(
        NearMiss(evidence=passage(quote, page, "D3"), why=why)
        for quote, page, why in (
            ("Spasm 3 4 5", 4, "told as past"),
            (
                "If spasm comes back he may call.",
                5,
                "supposed or planned, not said to be so",
            ),
            ("His wife has spasms of the neck.", 6, "told of another person or thing"),
        )
    )
    silent = replace(SILENT, searched=replace(SILENT.searched, nearest=near))

    assert words(proposal(LONG_USE, silent))[5:7] == [
        "What comes nearest, “If spasm comes back he may call” (D3 p. 5), is a "
        "plan or a supposition.",
        "The passage “His wife has spasms of the neck” (D3 p. 6) speaks of "
        "another person or thing.",
    ]


def test_what_may_not_decide_is_weighed_all_the_same() -> None:
    with_harm = of_edition(replace(EDITION, advisory=(HARM,)))

    said = words(proposal(SHORT_USE, FOUND, LIVER, standards=with_harm))

    assert said[-3:-1] == [
        "It also weighs, without deciding alone, that a disease of the liver is "
        "documented: “Cirrhosis of the liver is known since 2012” (11/07/2014) "
        "and “I told him that Soma does not suit his liver” [rule not verified].",
        "Against this stands “The liver is normal” (D7 p. 8); a condition that "
        "is documented outweighs a general denial.",
    ]


@pytest.mark.parametrize(
    ("facts", "ending"),
    [
        (
            (LONG_USE, SILENT),
            "Because use has gone on beyond a short course, the request for Soma 350 "
            "mg #60 is not medically necessary.",
        ),
        (
            (LONG_USE, NONE_FOUND),
            "Because use has gone on beyond a short course and the examination found "
            "no muscle spasm, the request for Soma 350 mg #60 is not medically "
            "necessary.",
        ),
        (
            (SHORT_USE, SILENT),
            "Because no examination records muscle spasm, the request for Soma 350 mg "
            "#60 is not medically necessary.",
        ),
        (
            (SHORT_USE, FOUND),
            "Because muscle spasm is recorded on examination and use has stayed within "
            "a short course, the request for Soma 350 mg #60 is medically necessary.",
        ),
    ],
)
def test_the_rationale_ends_with_what_decided(
    facts: tuple[Fact, ...], ending: str
) -> None:
    assert words(proposal(*facts))[-1] == ending


@pytest.mark.parametrize(
    ("facts", "ending"),
    [
        (
            (LONG_USE, SILENT),
            "what it certified stands and is not touched by this answer.",
        ),
        ((SHORT_USE, FOUND), "this answer concerns what goes beyond it."),
    ],
)
def test_a_modified_request_is_told_with_the_part_that_stands(
    facts: tuple[Fact, ...], ending: str
) -> None:
    item = answered(UrOutcome.MODIFY, approved="Soma 350 mg #20")

    assert words(proposal(*facts, item=item))[-1] == (
        f"The modification by utilization review reads “Soma 350 mg #20”; {ending}"
    )


@given(
    use=st.sampled_from([LONG_USE, SHORT_USE]),
    exam=st.sampled_from([FOUND, NONE_FOUND, SILENT]),
    liver=st.sampled_from([LIVER, replace(LIVER, finding=Finding.ABSENT), None]),
    bars=st.booleans(),
    reason=st.sampled_from(
        [None, "The file does not document spasm.", "Soma has been used since June."]
    ),
)
def test_every_sentence_rests_on_something_and_none_comes_twice(
    use: Fact, exam: Fact, liver: Fact | None, bars: bool, reason: str | None
) -> None:
    harm = replace(HARM, wanted=not bars)
    edition = replace(EDITION, advisory=(HARM,), contraindications=(harm,) * bars)
    facts = [fact for fact in (use, exam, liver) if fact is not None]

    item = proposal(*facts, standards=of_edition(edition), item=answered(reason=reason))

    said = words(item)
    assert all(one.evidence or one.citations for one in item.rationale)
    assert len(said) == len(set(said))
    assert exam is FOUND or "spasm is recorded" not in " ".join(said)
    assert liver is LIVER or "of the liver is documented" not in " ".join(said)
    assert all(
        text.count("“") == text.count("”") and text.endswith(".") for text in said
    )


def test_what_would_change_the_answer_names_the_gap_and_the_limit() -> None:
    assert proposal(LONG_USE, SILENT).would_change == (
        "together: an examination finding of muscle spasm; and "
        "duration of use: at most 3 weeks, where the records show 20 weeks",
    )
    assert proposal(SHORT_USE, FOUND).would_change == ()


def test_without_criteria_nothing_is_proposed() -> None:
    bare = Standards(title="Soma", editions=(), sources=SOURCES, labels={})

    item = proposal(LONG_USE, standards=bare)

    assert item.criteria == ()
    assert words(item)[-1].startswith("No proposal is made on Soma 350 mg #60.")


def test_a_gap_without_a_known_remedy_is_told_alone() -> None:
    unsure = replace(EDITION, required=Group(needs=Needs.ALL, parts=(SHORT,)))
    silent = Fact(fact="duration_of_use", finding=Finding.SILENT)

    assert words(proposal(silent, standards=of_edition(unsure)))[-3:] == [
        "The records are silent on one point: the records do not show when the drug "
        "was first used.",
        "Silence does not prove the opposite.",
        "Because the records do not show when the drug was first used, the request for "
        "Soma 350 mg #60 is not medically necessary.",
    ]


def test_points_that_have_commas_are_joined_by_because() -> None:
    rule = replace(SPASM, unmet="no spasm was felt, left or right")
    parts = Group(needs=Needs.ALL, parts=(rule, SHORT))
    standards = of_edition(replace(EDITION, required=parts))

    assert words(proposal(LONG_USE, NONE_FOUND, standards=standards))[-1] == (
        "Because use has gone on beyond a short course, and because no spasm was felt, "
        "left or right, the request for Soma 350 mg #60 is not medically necessary."
    )
