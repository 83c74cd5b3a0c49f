"""Personal data in a published letter is told by its form, and veiled."""

import dataclasses

import pytest

from openimr.domain import Letter, LintFinding

from .letters import GOOD, findings, item, letter


def _found(one: Letter) -> list[LintFinding]:
    return [each for each in findings(one) if each.check == "personal-data"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("His SSN is 219-09-9999.", "a social security number"),
        ("She (DOB: 05/02/1965) fell.", "a date of birth"),
        ("Call (559) 555-0142 for more.", "a telephone number"),
        ("Write to m.orr@hillside.example.", "an e-mail address"),
        ("He lives at 88 N. Main Street, Orrville, CA 93299.", "an address"),
        ("Claim Number: PC-00-418837 was accepted.", "a claim number"),
        ("Mr. Pellworth returned for a refill.", "the name of a person"),
        ("The note of Dr. Orrborough is silent.", "the name of a person"),
    ],
)
def test_what_has_the_form_of_personal_data_is_an_error(words: str, told: str) -> None:
    [finding] = _found(letter(item(rationale=f"{words} {GOOD}")))

    assert finding.severity == "error"
    assert finding.message == f"The letter holds what has the form of {told}."
    assert finding.item == 1


@pytest.mark.parametrize(
    "words",
    [
        "Brown discharge was seen. It may rest; the will to work is there.",
        "Hawkins, Neer and Spurling were positive; Tinel and Phalen negative.",
        "Kellgren-Lawrence grade 3; L4-5; ICD 724.4; CPT 97110; pain 7/10.",
        "MS Contin 15 mg #60 and Norco 10/325 mg since 10/16/2014.",
        "The physician is Board Certified in Orthopaedic Surgery, California.",
        "The treating physician, M.D., asked on 2014-12-13, CM14-0187654.",
    ],
)
def test_clinical_words_and_numbers_are_no_personal_data(words: str) -> None:
    assert _found(letter(item(rationale=f"{words} {GOOD}"))) == []


def test_the_finding_shows_the_form_and_not_the_words() -> None:
    one = letter(item(rationale=f"Claim Number: PC-00-418837. {GOOD}"))

    [finding] = _found(one)

    assert [quote.words for quote in finding.quotes] == ["P\u00b7-##-######"]


def test_the_same_words_are_told_once() -> None:
    twice = f"Mr. Pellworth fell. Mr. Pellworth returned. {GOOD}"

    assert len(_found(letter(item(rationale=twice), summary=twice))) == 1


def test_a_draft_of_ours_may_name_people_and_a_final_letter_is_only_remarked_on() -> (
    None
):
    one = letter(item(rationale=f"Mr. Pellworth returned. {GOOD}"))

    assert _found(dataclasses.replace(one, draft=True)) == []
    final = _found(dataclasses.replace(one, draft=False))
    assert [each.severity for each in final] == ["info"]
