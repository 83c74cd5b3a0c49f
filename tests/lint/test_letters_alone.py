"""What a published letter shows by itself: each check finds its error, no other."""

import datetime as dt

import pytest

from openimr.domain import Credentials, Decision, Letter, LetterCase
from openimr.lint import check_boilerplate

from .letters import GOOD, cites, findings, found, item, letter

UR = dt.date(2014, 6, 2)
NORCO = "Norco 10/325 mg #90"
TEMPLATE = (
    "The guideline asks that pain and function be recorded before and after each "
    "refill and that the lowest dose be used for the shortest time. The reports that "
    "were sent give neither a pain score nor an activity that became possible, and a "
    "plan to lower the dose is not on file for this worker at all. "
)


def _upheld(rationale: str) -> Letter:
    return letter(item(rationale=rationale, decision=Decision.UPHELD))


def _case(**days: dt.date | int) -> Letter:
    return letter(case=LetterCase(**days))  # type: ignore[arg-type]


FAULTY = [
    pytest.param(_upheld(GOOD), "heading-contradicts-rationale", id="other decision"),
    pytest.param(
        _upheld(
            "The records do not mention this drug. The worker has been prescribed this "
            "drug since March. It is not medically necessary."
        ),
        "rationale-contradicts-itself",
        id="silent, and prescribed",
    ),
    pytest.param(
        letter(item(rationale="The request for Norco #60 is medically necessary.")),
        "wrong-treatment",
        id="another drug",
    ),
    pytest.param(
        letter(
            item(rationale="The request for Naproxen 250 mg is medically necessary.")
        ),
        "wrong-strength",
        id="another strength",
    ),
    pytest.param(
        letter(
            item(
                rationale="The request for Naproxen 500 mg #90 is medically necessary."
            )
        ),
        "wrong-quantity",
        id="another quantity",
    ),
    pytest.param(
        letter(
            item(
                "Right knee corticosteroid injection",
                "The request for a left knee corticosteroid injection is medically "
                "necessary.",
            )
        ),
        "wrong-side",
        id="other side",
    ),
    pytest.param(
        letter(
            item(
                "Lumbar epidural steroid injection L4-5",
                "The request for a lumbar epidural steroid injection L5-S1 is "
                "medically necessary.",
            )
        ),
        "wrong-level",
        id="other level",
    ),
    pytest.param(
        letter(
            item(
                "Physical therapy, left knee, 8 visits",
                "The request for physical therapy, left shoulder, 8 visits is "
                "medically necessary.",
            )
        ),
        "wrong-body-part",
        id="other part of the body",
    ),
    pytest.param(
        letter(
            summary="On 6/2/14 utilization review denied Naproxen 500 mg #60 and Norco "
            "10/325 mg #90 because of the guideline."
        ),
        "item-missing",
        id="told in the summary, not decided",
    ),
    pytest.param(
        letter(item(guidelines=(cites("mtus_cp_2009", "Benzodiazepines", "24"),))),
        "guideline-unrelated",
        id="section on another drug",
    ),
    pytest.param(
        letter(item(payer=(cites("mtus_cp_2009", None, "24"),))),
        "claims-administrator-guideline-unrelated",
        id="page on another drug",
    ),
    pytest.param(
        letter(
            item(
                NORCO,
                "It is medically necessary.",
                guidelines=(cites("mtus_opioids_2016", "Opioids"),),
            )
        ),
        "guideline-not-in-force",
        id="edition of two years later",
    ),
    pytest.param(
        letter(item(guidelines=(cites("mtus_cp_2009", "NSAIDs", "167-168"),))),
        "page-outside-guideline",
        id="page 167 of 127",
    ),
    pytest.param(
        letter(
            documents=("Utilization review of 6/2/14", "Application for IMR, 6/20/14")
        ),
        "ur-sole-basis",
        id="nothing but papers of the dispute",
    ),
    pytest.param(
        letter(summary="He was seen on 02/30/2014."),
        "impossible-date",
        id="30 February",
    ),
    pytest.param(
        _case(ur_date=UR, application_received=UR - dt.timedelta(3)),
        "dates-contradict",
        id="application before the denial",
    ),
    pytest.param(
        _case(ur_date=UR, age=30, date_of_injury=dt.date(1990, 1, 1)),
        "dates-contradict",
        id="injured at six",
    ),
    pytest.param(
        letter(
            summary="He was seen on 9/9/2014.",
            case=LetterCase(ur_date=UR, decision_date=dt.date(2014, 8, 1)),
        ),
        "dates-contradict",
        id="seen after the decision",
    ),
    pytest.param(
        letter(
            item(rationale=f"By the report of 5/9/14 it helps. {GOOD}"),
            documents=("Report of 4/1/14", "MRI of 3/2/14"),
        ),
        "record-not-listed",
        id="report not on the list",
    ),
    pytest.param(
        letter(reviewer=Credentials(board_certifications=("Pain Medicine",))),
        "reviewer-ineligible",
        id="no licence",
    ),
    pytest.param(
        letter(item(rationale=f"{GOOD} Reviewed by: Dr. Ann Q. Sample, MD.")),
        "reviewer-named",
        id="signed with a name",
    ),
]

SOUND = [
    pytest.param(letter(), id="plain"),
    pytest.param(
        letter(
            item(
                NORCO,
                "The request for Norco 10/325mg, # 90 is not medically necessary.",
                Decision.UPHELD,
                (cites("mtus_cp_2009", "Opioids", "74-96"),),
            )
        ),
        id="same request in other signs",
    ),
    pytest.param(
        letter(
            item(
                "Baclofen 10 mg #90",
                "The request is not medically necessary.",
                Decision.UPHELD,
                (cites("mtus_cp_2009", "Muscle relaxants (for pain)", "63-66"),),
                (cites("mtus_cp_2009", "Antispasticity Drugs"),),
            )
        ),
        id="section of its class",
    ),
    pytest.param(
        letter(
            item(
                guidelines=(
                    cites("mtus_cp_2009", "NSAIDs", "67-68"),
                    cites("mtus_cp_2009", "Benzodiazepines", "24"),
                )
            )
        ),
        id="another section beside its own",
    ),
    pytest.param(
        letter(item(guidelines=(cites("mtus_cp_2009", "Functional improvement"),))),
        id="a general chapter",
    ),
    pytest.param(
        letter(
            case=LetterCase(
                date_of_injury=dt.date(2010, 1, 1),
                ur_date=UR,
                application_received=UR,
                decision_date=dt.date(2014, 9, 1),
                age=40,
            ),
            summary="Seen on 5/9/14. Utilization review denied Naproxen 500 mg #60 as "
            "not shown.",
        ),
        id="days in their order",
    ),
    pytest.param(
        letter(
            item(rationale=f"By the report of 5/9/14 it helps. {GOOD}"),
            documents=("Dr. Oak, 4/1/14 to 6/1/14", "MRI of 3/2/14"),
        ),
        id="listed by span of days",
    ),
    pytest.param(
        letter(
            reviewer=Credentials(
                licensed_in=("California",),
                years_in_practice_over=5,
                hours_a_week_at_least=24,
            )
        ),
        id="credentials as attested",
    ),
]


@pytest.mark.parametrize(("checked", "check"), FAULTY)
def test_each_planted_error_is_found_and_no_other(checked: Letter, check: str) -> None:
    assert found(checked) == {check}


@pytest.mark.parametrize("checked", SOUND)
def test_a_sound_letter_is_left_alone(checked: Letter) -> None:
    assert findings(checked) == ()


def test_a_finding_shows_both_wordings() -> None:
    (finding,) = findings(_upheld(GOOD))

    assert [quote.where for quote in finding.quotes] == ["the heading", "the rationale"]
    assert (finding.severity, finding.item, finding.ground) == ("error", 1, 5)


def test_a_rationale_used_twice_is_found_though_drug_and_number_differ() -> None:
    first = letter(item(rationale=f"{TEMPLATE}Naproxen 500 mg #60."), source="one")
    second = letter(item(NORCO, f"{TEMPLATE}Norco 10/325 mg #90."), source="two")

    (where, finding), *more = check_boilerplate([first, second])

    assert (where, finding.check, more) == ("two", "boilerplate", [])
    assert "item 1 of one" in finding.message


def test_rationales_that_share_a_guideline_sentence_are_no_boilerplate() -> None:
    own = (
        "She lifts her grandson again, walks a mile and takes half of the tablets now. "
    )
    other = (
        "He fell from a roof, wears a brace, and the surgeon wants to wait until May. "
    )
    first = letter(item(rationale=TEMPLATE + own * 2), source="one")
    second = letter(item(rationale=other * 3 + TEMPLATE), source="two")

    assert list(check_boilerplate([first, second])) == []
