"""What-ifs: facts and a guideline supposed, the case and its proposal untouched."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from openimr.casework import Reviewed, review_case
from openimr.documents import ReadingOptions
from openimr.domain import Decision, Determination, Finding, Verdict
from openimr.errors import OutputError, WhatIfError
from openimr.letters.write import from_json, to_json, write_all
from openimr.letters.write.content import compose

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "case"
Review = Callable[..., Reviewed]


@pytest.fixture(scope="module")
def as_it_is(example: Reviewed) -> Determination:
    return example.determination


@pytest.fixture(scope="module")
def review(reading: ReadingOptions) -> Review:
    return partial(review_case, EXAMPLE, reading=reading)


@pytest.fixture(scope="module")
def supposed(review: Review) -> Reviewed:
    wishes = ["muscle_spasm_exam=silent", "duration_of_use = 2 weeks"]
    return review(suppose=wishes, item="cyclobenz")


def test_a_fact_supposed_stands_in_the_place_of_the_one_found(
    supposed: Reviewed,
) -> None:
    [use] = [
        f for f in supposed.determination.items[0].facts if f.fact == "duration_of_use"
    ]

    assert (use.finding, use.value) == (Finding.PRESENT, "2 weeks")
    assert (use.how, use.evidence, use.against) == ("supposed by the user", (), ())


def test_only_items_that_hold_the_words_are_concerned(
    supposed: Reviewed, as_it_is: Determination
) -> None:
    assert supposed.determination.items[1] == as_it_is.items[1]
    assert supposed.determination.items[0] != as_it_is.items[0]
    assert {wish.items for wish in supposed.determination.supposed} == {(1,)}


def test_what_is_supposed_away_is_a_gap_and_no_contradiction(review: Review) -> None:
    less = review(suppose=["muscle_spasm_exam=silent"]).determination
    spasm = [r for r in less.items[0].criteria if r.fact == "muscle_spasm_exam"]

    assert spasm
    assert {rule.status for rule in spasm} == {Verdict.NOT_DOCUMENTED}


def test_supposing_what_would_change_the_decision_changes_it(
    as_it_is: Determination, review: Review
) -> None:
    bearing = [rule for rule in as_it_is.items[0].criteria if rule.required]
    assert as_it_is.items[0].decision is Decision.OVERTURNED

    outcomes = {
        review(suppose=[f"{rule.fact}=silent"]).determination.items[0].decided_by
        for rule in bearing[:2]
    }

    assert outcomes == {Verdict.NOT_DOCUMENTED}


def test_the_determination_says_that_it_is_no_proposal(supposed: Reviewed) -> None:
    found = supposed.determination

    assert (found.status, found.lint[0].check) == ("what-if", "what-if")
    assert found.lint[0].severity == "info"
    assert found.lint[0].message == (
        "A what-if, not a proposal: supposed for item 1: muscle_spasm_exam=silent; "
        "duration_of_use=2 weeks."
    )
    assert from_json(to_json(found)) == found


def test_the_sentences_say_whose_supposition_they_rest_on(supposed: Reviewed) -> None:
    item = supposed.determination.items[0]

    assert item.phase_why == "the user supposes 2 weeks of use before it"
    assert item.rationale[-1].text.startswith("With what the user supposes, and since")


def test_a_guideline_named_by_the_user_governs_whatever_the_date(
    review: Review,
) -> None:
    found = review(edition="odg").determination
    item = found.items[0]

    used = [entry.guideline for entry in item.guidelines if entry.used]
    assert (found.edition, used[0]) == ("odg", "odg")
    assert not any(step.taken for step in item.search_sequence)
    assert item.guidelines[0].why.startswith("named by the user")
    assert item.rationale[0].text.startswith("By the user's choice")


def test_a_fact_that_no_criterion_asks_for_is_said_to_be_idle(review: Review) -> None:
    found = review(suppose=["urine_drug_screen_result=present"])

    told = found.determination.lint[0].message
    assert told.endswith("  No criterion asks for urine_drug_screen_result.")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"suppose": ["muscle_spasm=present"]}, "from: muscle_spasm_exam"),
        ({"suppose": ["muscle_spasm_exam"]}, "Write FACT=VALUE"),
        ({"suppose": ["muscle_spasm_exam=2 weeks"]}, "not a number"),
        ({"suppose": ["duration_of_use=3 days"]}, "counted in weeks"),
        ({"suppose": ["duration_of_use=a while"]}, "a number of weeks"),
        ({"suppose": ["duration_of_use=" + "9" * 400]}, "too large"),
        ({"edition": "mtus_cp_2008"}, "mtus_cp_2009"),
        ({"edition": "odg", "item": "no such item"}, "without --item"),
        ({"item": "cyclobenzaprine"}, "Add --suppose or --edition"),
    ],
)
def test_what_cannot_be_supposed_is_refused_with_the_nearest_name(
    options: dict[str, list[str]], told: str, review: Review
) -> None:
    with pytest.raises(WhatIfError, match=told):
        review(**options)


def test_a_guideline_that_speaks_of_no_item_is_refused(review: Review) -> None:
    with pytest.raises(WhatIfError, match="no criteria for any disputed item"):
        review(edition="mtus_acupuncture")


def test_no_letter_is_written_of_a_what_if(supposed: Reviewed, tmp_path: Path) -> None:
    written = write_all(supposed.determination, supposed.case, tmp_path / "what-if")

    assert [path.name for path in written] == ["determination.json"]
    assert [path.name for path in (tmp_path / "what-if").iterdir()] == [
        "determination.json"
    ]


def test_a_what_if_is_never_put_beside_the_letter_of_a_proposal(
    supposed: Reviewed, tmp_path: Path
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7")

    with pytest.raises(OutputError, match="what-if"):
        write_all(supposed.determination, supposed.case, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.pdf"]


def test_a_what_if_composed_all_the_same_says_so_on_top(supposed: Reviewed) -> None:
    signed = replace(supposed.determination, status="signed")

    letter = compose(signed)

    assert letter.draft
    assert letter.title == "Independent Medical Review: What If"
    assert letter.draft_notice.startswith("WHAT IF: not a proposal")


def test_supposing_leaves_no_trace_in_the_next_review(
    as_it_is: Determination, review: Review
) -> None:
    review(suppose=["duration_of_use=900 weeks"], edition="odg")

    assert to_json(review().determination) == to_json(as_it_is)
