import datetime as dt

import pytest

from openimr.clinical import read_records
from openimr.clinical.medications.directions import read_directions
from openimr.clinical.medications.names import drug_names
from openimr.domain import Assertion, DocumentKind, DrugRole, MedicationMention

from .cases import DAY, one_page, unsound


def _mentions(
    text: str, kind: DocumentKind = DocumentKind.PROGRESS_REPORT
) -> tuple[MedicationMention, ...]:
    return read_records(one_page(text, kind)).medications


DIRECTIONS = [
    (" 10 mg 1 po tid prn #90", "10 mg", 1.0, 3.0, True, 90, None),
    (" 20mg 1 tab QID, #120, 30 days", "20 mg", 1.0, 4.0, False, 120, None),
    (" 10/325 four a day,", "10/325 mg", 1.0, 4.0, False, None, None),
    (" 0.25 mg t.i.d. p.r.n.", "0.25 mg", None, 3.0, True, None, None),
    (" 350 mg one po q 8 hours, dispense #60 with 2 refills", "350 mg", 1.0, 3.0,
     False, 60, 2),
    (" 7.5mg, ninety tablets, tid", "7.5 mg", None, 3.0, False, 90, None),
    (" 4 mg, one or two at bedtime", "4 mg", 2.0, 1.0, False, None, None),
    (" 5 mg 1/2 tablet qhs", "5 mg", 0.5, 1.0, False, None, None),
    (" 500 mg two tabs twice daily", "500 mg", 2.0, 2.0, False, None, None),
    (" 30 mg every 12 hours", "30 mg", None, 2.0, False, None, None),
    (" 60 mg a day", "60 mg", 1.0, 1.0, False, None, None),
    (" 600 tid", "600 mg", None, 3.0, False, None, None),
    (" 5% patch #30, no refills", "5%", None, None, False, 30, 0),
    (" 1 mg in the morning and one at bedtime", "1 mg", 1.0, 2.0, False, None, None),
    (" 10 mg am, 20 mg hs", "10 mg", 1.0, 3.0, False, None, None),
    (" 350 mg, one in the morning, one at noon and two at night", "350 mg", 1.0, 4.0,
     False, None, None),
    (" 10 mg 1/2-1 hs #30", "10 mg", 1.0, 1.0, False, 30, None),
    (" 5 hs #30", "5 mg", None, 1.0, False, 30, None),
    (" 2 hs", None, 2.0, 1.0, False, None, None),
    (" one bid with meals, sixty, no refill", None, 1.0, 2.0, False, 60, 0),
]  # fmt: skip


@pytest.mark.parametrize("row", DIRECTIONS, ids=lambda row: row[0].strip())
def test_directions_are_read(row: tuple[str, object]) -> None:
    text, *expected = row

    read = read_directions(text.lower())

    assert [
        read.strength,
        read.per_dose,
        read.doses_per_day,
        read.as_needed,
        read.quantity,
        read.refills,
    ] == expected


def test_a_count_before_the_name_is_read() -> None:
    (mention,) = _mentions("HPI: Three Soma a day.")

    assert mention.units_per_day() == 3.0
    assert mention.frequency == "three soma a day"


def test_entries_of_a_printed_list_stand_apart() -> None:
    mentions = _mentions(
        "Current Outpatient Prescriptions:\n"
        "naproxen (NAPROSYN) 500 mg tablet, Take 1 tablet by mouth 2 times daily "
        "with meals., Disp: 60 tablet, Rfl: 2\n"
        "baclofen (LIORESAL) 10 mg tablet, Take 2 tablets by mouth daily as needed for "
        "Muscle spasms., Disp: 30 tablet, Rfl: 0\n"
    )

    assert [(m.drug, m.units_per_day(), m.quantity, m.refills) for m in mentions] == [
        ("naproxen", 2.0, 60, 2),
        ("baclofen", 2.0, 30, 0),
    ]
    assert mentions[1].evidence.quote.startswith("baclofen (LIORESAL)")


def test_a_table_that_extraction_broke_over_lines_is_put_together() -> None:
    mentions = _mentions(
        "CURRENT MEDICATIONS:\nDrug Strength Directions Number\n"
        "Vicodin (hydrocodone/\nAPAP)\n5/500 mg one twice daily as \nneeded\n60\n"
        "Soma 350 mg one at bedtime 30\n"
    )

    read = [
        (m.drug, m.strength, m.units_per_day(), m.as_needed, m.quantity)
        for m in mentions
    ]
    assert read == [
        ("hydrocodone", "5/500 mg", 2.0, True, 60),
        ("carisoprodol", "350 mg", 1.0, False, 30),
    ]


def test_rows_of_a_pharmacy_have_their_days() -> None:
    mentions = _mentions(
        "PHARMACY PROFILE\nMETAXALONE 01/05/14 02/07/14\n03/09/2014 70012 SOMA 350 30",
        DocumentKind.PRESCRIPTION,
    )

    assert [(m.drug, m.role, m.on) for m in mentions] == [
        ("metaxalone", DrugRole.DISPENSED, dt.date(2014, 1, 5)),
        ("metaxalone", DrugRole.DISPENSED, dt.date(2014, 2, 7)),
        ("carisoprodol", DrugRole.DISPENSED, dt.date(2014, 3, 9)),
    ]


ROLES = [
    ("CURRENT MEDICATIONS: Soma 350 mg.", DrugRole.TAKES),
    ("HPI: She is taking Soma.", DrugRole.TAKES),
    ("HPI: He continues on Soma.", DrugRole.TAKES),
    ("PLAN: Soma 350 mg #30.", DrugRole.PRESCRIBED),
    ("PLAN: Trial of Soma for the neck.", DrugRole.PRESCRIBED),
    ("PLAN: Soma 350 mg #30 was dispensed.", DrugRole.DISPENSED),
    ("HPI: Soma was tried in 2009 and stopped.", DrugRole.STOPPED),
    ("HPI: He tried Soma.", DrugRole.STOPPED),
    ("HPI: He used to use Soma at night.", DrugRole.STOPPED),
    ("HPI: She had taken Soma 350 mg a day.", DrugRole.STOPPED),
    ("HPI: In 2011 he took Soma 350 mg tid.", DrugRole.STOPPED),
    (
        "HISTORY: Inpatient detox at Larch House from Soma 350 mg a day.",
        DrugRole.STOPPED,
    ),
    (
        "HPI: She has gone through nine visits of therapy, heat, and Soma.",
        DrugRole.STOPPED,
    ),
    ("HPI: Drugs tried before: Soma.", DrugRole.STOPPED),
    ("HPI: He takes Soma 350 mg tid and used to swim.", DrugRole.TAKES),
    ("HPI: Since the detox she takes Soma 350 mg at night.", DrugRole.TAKES),
    ("HPI: In 2011 he hurt his back and now takes Soma 350 mg tid.", DrugRole.TAKES),
    ("HPI: She went through her Soma early and takes two a day.", DrugRole.TAKES),
    ("PAST TREATMENT: Soma was given for some weeks.", DrugRole.STOPPED),
    ("PLAN: Discontinue Soma, ice instead.", DrugRole.STOPPED),
    ("HPI: Off Soma since May.", DrugRole.STOPPED),
    ("HPI: He was off work; Soma is taken at night.", DrugRole.TAKES),
    ("DISCUSSION: We want to get him off Soma.", DrugRole.MENTIONED),
    ("PLAN: I request authorization for Soma.", DrugRole.REQUESTED),
    ("ALLERGIES: Soma.", DrugRole.MENTIONED),
    ("DISCUSSION: We considered Soma.", DrugRole.MENTIONED),
    ("HPI: A neighbor gave him a Soma once.", DrugRole.MENTIONED),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_a_sentence_says_what_is_done_with_a_drug(text: str, role: DrugRole) -> None:
    assert [mention.role for mention in _mentions(text)] == [role]


VOICES = [
    ("HPI: His wife takes Soma.", Assertion.OTHER),
    ("FAMILY HISTORY: Her mother takes Soma.", Assertion.FAMILY),
    ("HPI: She is not on Soma.", Assertion.NEGATED),
    ("PLAN: If it gets worse, Soma could be added.", Assertion.HYPOTHETICAL),
    ("CURRENT MEDICATIONS: Norco prn, Soma 350 mg", Assertion.AFFIRMED),
]


@pytest.mark.parametrize(("text", "assertion"), VOICES)
def test_a_sentence_says_whose_the_drug_is_and_whether(
    text: str, assertion: Assertion
) -> None:
    soma = [m for m in _mentions(text) if m.drug == "carisoprodol"]

    assert [mention.assertion for mention in soma] == [assertion]


@pytest.mark.parametrize(
    ("written", "drug", "others"),
    [
        ("Norco", "hydrocodone", ("acetaminophen",)),
        ("hydrocodone/APAP", "hydrocodone", ("acetaminophen",)),
        ("MS Contin", "morphine", ()),
        ("Tylenol #3", "codeine", ("acetaminophen",)),
        ("CYCLOBENZAPR", "cyclobenzaprine", ()),
        ("Zanaflex (tizanidine)", "tizanidine", ()),
    ],
)
def test_brands_and_combinations_are_the_substances_in_them(
    written: str, drug: str, others: tuple[str, ...]
) -> None:
    hits = drug_names().find(written.lower())

    assert (hits[0].drug, hits[0].others) == (drug, others)


def test_a_specialty_is_no_medicine() -> None:
    assert drug_names().find("physical medicine and pain medicine") == []


def test_the_evidence_of_every_mention_is_verbatim() -> None:
    case = one_page("MEDICATIONS:\nSoma 350\u00ad\n mg tid,\nNorco 10/325 qid #120")

    mentions = read_records(case).medications

    assert len(mentions) == 2
    assert [unsound(case, m.evidence) for m in mentions] == [None, None]
    assert {mention.on for mention in mentions} == {DAY}
