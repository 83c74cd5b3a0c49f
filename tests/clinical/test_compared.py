"""Tables of two columns, lapses of a drug, and what reports call a treatment by."""

import datetime as dt

import pytest

from openimr.clinical import find_facts, read_records
from openimr.domain import (
    DisputedItem,
    DocumentKind,
    Fact,
    FactQuestion,
    ItemKind,
    RequestDetails,
)

from .cases import drug_item, one_page, written

_WITHOUT_AND_WITH = "Duragesic 25 mcg every 3 days\n\nOff meds   On meds\n"
_THEN_AND_NOW = "Gabapentin 600 mg tid\n\nITEM   BASELINE 3/2014   TODAY\n"


def _of(item: DisputedItem, fact: str, text: str) -> Fact:
    records = read_records(one_page(text))
    question = FactQuestion(fact=fact, drugs=())
    return find_facts(records, item, [question], dt.date(2014, 10, 15))[0]


def _service(treatment: str) -> DisputedItem:
    return DisputedItem(
        details=RequestDetails(
            requested=treatment, kind=ItemKind.SERVICE, treatment=treatment
        )
    )


@pytest.mark.parametrize(
    ("drug", "text", "pain"),
    [
        ("fentanyl", f"{_WITHOUT_AND_WITH}Average pain  8  5\n", "from 8 to 5 of 10"),
        (
            "fentanyl",
            f"{_WITHOUT_AND_WITH}Worst pain 10 7\nAverage pain 9 6\n",
            "from 9 to 6 of 10",
        ),
        (
            "fentanyl",
            "Duragesic 25 mcg\n\nWith it | Without it\nVAS | 4 | 9\n",
            "from 9 to 4 of 10",
        ),
        ("gabapentin", f"{_THEN_AND_NOW}Pain   8/10   3/10\n", "from 8 to 3 of 10"),
        ("gabapentin", "Gabapentin 600 mg\n\nLeft Right\nPain 8 5\n", None),
        ("gabapentin", "Gabapentin 600 mg\n\nToday Goal\nPain 8 5\n", None),
    ],
)
def test_the_head_of_a_table_says_which_score_is_which(
    drug: str, text: str, pain: str | None
) -> None:
    assert _of(drug_item(drug), "pain_score_change", text).value == pain


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (f"{_THEN_AND_NOW}Walking   1 block   6 blocks\n", "present"),
        (f"{_THEN_AND_NOW}Standing tolerance   10 min   40 min\n", "present"),
        (f"{_THEN_AND_NOW}Walking   6 blocks   2 blocks\n", "absent"),
        (f"{_THEN_AND_NOW}Sitting   20 min   20 min\n", "absent"),
        (f"{_THEN_AND_NOW}Tablets a day   1   6\n", "silent"),
        ("Gabapentin 600 mg\n\nTODAY   GOAL\nWalking  1 block  6 blocks\n", "silent"),
    ],
)
def test_a_row_of_an_activity_tells_what_was_gained(text: str, finding: str) -> None:
    fact = _of(drug_item("gabapentin"), "functional_improvement", text)
    assert fact.finding.value == finding


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("Missed it four days in July: could not get out of the car.", "present"),
        ("The pharmacy would not fill it. His wife dressed him.", "present"),
        ("Two weeks off it in March. Daughter did the shopping.", "present"),
        ("Back on it: dresses himself, does stairs.", "present"),
        ("With it: washes her own hair.", "present"),
        ("On it: walks only to the mailbox.", "silent"),
        ("Off work since May and could not lift the trash.", "silent"),
        ("He was without a car and could not drive to church.", "silent"),
        ("Ran out of time and could not finish the test.", "silent"),
    ],
)
def test_a_lapse_tells_what_a_drug_does(words: str, finding: str) -> None:
    text = f"HISTORY: He takes baclofen 20 mg three times a day. {words}"
    fact = _of(drug_item("baclofen"), "functional_improvement", text)
    assert fact.finding.value == finding


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("Pain 5/10 with Cymbalta. Ran out in May: 8/10.", "present"),
        ("Ran out in May: 8/10. Pain 5/10 with Cymbalta.", "present"),
        ("Pain 5/10 with sitting. Ran out in May: 8/10.", "silent"),
    ],
)
def test_scores_of_two_sentences_pair_by_their_own_labels(
    words: str, finding: str
) -> None:
    text = f"HISTORY: Cymbalta 60 mg. {words}"
    fact = _of(drug_item("duloxetine"), "pain_score_change", text)
    assert fact.finding.value == finding


@pytest.mark.parametrize(
    ("requested", "words", "finding"),
    [
        (
            "Fentanyl patch 25 mcg #10",
            "On the patch he mows the lawn again.",
            "present",
        ),
        ("Fentanyl tablets", "On the patch he mows the lawn again.", "silent"),
        (
            "Fentanyl patch 25 mcg #10",
            "With the Lidoderm patch he mows his lawn again.",
            "silent",
        ),
        (
            "Fentanyl patch 25 mcg #10",
            "A patch of numbness; he mows his lawn again.",
            "silent",
        ),
    ],
)
def test_a_form_stands_for_the_drug_that_has_it(
    requested: str, words: str, finding: str
) -> None:
    item = drug_item("fentanyl", requested)
    text = f"HISTORY: Back pain. {words}"
    assert _of(item, "functional_improvement", text).finding.value == finding


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("Ann Orr, PT, works there and sends me a sheet each month.", "present"),
        ("She starts PT; the therapist sends me a sheet each month.", "silent"),
    ],
)
def test_letters_behind_a_name_are_no_therapy(words: str, finding: str) -> None:
    text = f"PLAN: Health club for three months. {words}"
    fact = _of(_service("gym_membership"), "supervised_setting", text)
    assert fact.finding.value == finding


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("Dr. Ito, hand surgery, wrote that he has nothing to offer her.", "present"),
        ("Dr. Ito planned hand surgery for her in May.", "absent"),
    ],
)
def test_what_a_doctor_practises_is_no_operation(words: str, finding: str) -> None:
    item = DisputedItem(
        details=RequestDetails(
            requested="program",
            kind=ItemKind.PROGRAM,
            treatment="functional_restoration_program",
        )
    )
    assert _of(item, "no_surgical_option", words).finding.value == finding


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("The heel pain began in May of last year.", "17 months"),
        ("The heel pain began last May.", "5 months"),
        ("The heel pain began in March of this year.", "7 months"),
        ("The heel pain began last summer.", "3 months"),
    ],
)
def test_a_month_told_from_the_visit_is_a_beginning(words: str, months: str) -> None:
    item = DisputedItem(
        details=RequestDetails(
            requested="shock waves",
            kind=ItemKind.THERAPY,
            treatment="eswt",
            body_part="heel",
        )
    )
    fact = _of(item, "pain_duration", words)
    assert str(fact.value) == months


@pytest.mark.parametrize(
    ("opening", "finding"),
    [
        ("To the medical director: please look again.", "present"),
        ("Your letter of October 8 turns down the scan.", "present"),
        ("Thank you for sending this pleasant woman.", "silent"),
    ],
)
def test_a_letter_against_a_denial_tells_what_led_to_the_request(
    opening: str, finding: str
) -> None:
    text = f"{opening} She is willing to have a fusion, and I have offered it."
    letter = (DocumentKind.CORRESPONDENCE, dt.date(2014, 10, 20), text)
    item = DisputedItem(
        details=RequestDetails(
            requested="discogram",
            kind=ItemKind.TEST,
            treatment="discography",
            body_part="lumbar spine",
        )
    )
    question = FactQuestion(fact="surgery_recent_or_planned", drugs=())
    records = read_records(written([letter]))
    fact = find_facts(records, item, [question], dt.date(2014, 10, 1))[0]
    assert fact.finding.value == finding


@pytest.mark.parametrize(
    ("words", "percent"),
    [
        ("Relief: [ ] 25% [ ] 50% [X] 75% or more", "75 percent"),
        ("Better by [ ] 25% [x] 50% [ ] 75%", "50 percent"),
        ("Relief: [ ] 25% [ ] 50% [ ] 75% or more", None),
    ],
)
def test_the_marked_box_says_how_much_the_last_injection_gave(
    words: str, percent: str | None
) -> None:
    item = DisputedItem(
        details=RequestDetails(
            requested="epidural",
            kind=ItemKind.INJECTION,
            treatment="epidural_steroid_injection",
            body_part="lumbar spine",
        )
    )
    fact = _of(item, "pct_relief_prior", f"Last epidural 5/12/2014. {words}")
    assert (str(fact.value) if fact.value else None) == percent


@pytest.mark.parametrize(
    ("head", "pain"),
    [
        ("March   October", "from 8 to 4 of 10"),
        ("3/14/2014   10/1/2014", "from 8 to 4 of 10"),
    ],
)
def test_two_months_side_by_side_are_then_and_now(head: str, pain: str | None) -> None:
    text = f"Gabapentin 600 mg three times a day\n\n{head}\nUsual pain  8  4\n"
    assert _of(drug_item("gabapentin"), "pain_score_change", text).value == pain


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("She hems for two hours now, forty minutes before she took it.", "present"),
        ("It burns less, and he welds for three hours, was one.", "present"),
        ("He rests for three hours, was one.", "silent"),
        ("The burning lasts one hour, was three.", "silent"),
    ],
)
def test_what_somebody_does_for_a_while_is_an_activity(
    words: str, finding: str
) -> None:
    text = f"HISTORY: Nortriptyline at night. {words}"
    fact = _of(drug_item("nortriptyline"), "functional_improvement", text)
    assert fact.finding.value == finding


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("The burning was an 8 and is a 4.", "present"),
        ("The burning was a 5 and is a 5.", "absent"),
        ("Pain was in 3 places and is in 2 now.", "silent"),
    ],
)
def test_what_was_and_is_are_two_scores(words: str, finding: str) -> None:
    text = f"HISTORY: Nortriptyline at night. {words}"
    fact = _of(drug_item("nortriptyline"), "pain_score_change", text)
    assert fact.finding.value == finding
