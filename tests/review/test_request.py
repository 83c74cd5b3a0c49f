"""Requests as people word them, and what they ask for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.domain import ItemKind, RequestDetails
from openimr.review.request import RequestReader

from .request_vocabulary import VOCABULARY

READER = RequestReader(VOCABULARY)


def _shown(text: str, *fields: str) -> tuple[object, ...]:
    details = READER.read(text)
    return tuple(getattr(details, field) for field in fields)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Norco 10/325mg #120", "hydrocodone"),
        ("Hydrocodone/APAP 5/325 mg #60", "hydrocodone"),
        ("APAP 325 mg #100", "acetaminophen"),
        ("Tylenol #3, #60", "codeine"),
        ("Voltaren 75 mg #60", "diclofenac_oral"),
        ("Voltaren gel 1% 100 gm tube #2", "diclofenac_gel"),
        ("Diclofenac 1% 60 gm", "diclofenac_gel"),
        ("Lidocaine 5% patches #30", "lidocaine_patch"),
        ("Flurbiprofen 20%/Lidocaine 5% 120 gm", "topical_compound"),
        ("Baclofen 2% cream", "topical_compound"),
        ("Baclofen 10 mg #90", "baclofen"),
        ("MRI of the lumbar spine", "lumbar_mri"),
        ("MRI brain", None),
        ("H Wave unit, 30 day trial", "h_wave"),
        ("TENS unit", "tens"),
        ("Ten sessions of physical therapy", "physical_therapy"),
        ("Pain management consult for possible ESI", "referral"),
        ("Second ESI at L4-5", "epidural"),
        ("Zorbamine 5 mg #30", None),
    ],
)
def test_the_family_is_the_one_that_the_words_name(
    text: str, family: str | None
) -> None:
    assert READER.read(text).treatment == family


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zorbamine 5 mg #30", ItemKind.DRUG),
        ("Imitrex 50 mg #9", ItemKind.DRUG),
        ("Septoplasty", ItemKind.SURGERY),
        ("Prolotherapy to both knees", ItemKind.INJECTION),
        ("Sleep study", ItemKind.TEST),
        ("Hearing aids", ItemKind.DEVICE),
        ("Weight loss program", ItemKind.PROGRAM),
        ("Speech rehabilitation", ItemKind.THERAPY),
        ("Interpreter", ItemKind.SERVICE),
        ("Plenty of rest", ItemKind.OTHER),
    ],
)
def test_the_kind_is_guessed_where_no_family_is_known(
    text: str, kind: ItemKind
) -> None:
    details = READER.read(text)

    assert (details.treatment, details.kind) == (None, kind)


@pytest.mark.parametrize(
    ("text", "drug", "brand"),
    [
        ("Soma 350mg #60", "carisoprodol", "Soma"),
        ("NORCO 10/325", "hydrocodone", "NORCO"),
        ("Vicodin ES 7.5/750 mg", "hydrocodone", "Vicodin ES"),
        ("Colace (docusate) 100 mg", "docusate", "Colace"),
        ("baclofen 10 mg", "baclofen", None),
        ("Imitrex 50 mg #9", "sumatriptan", "Imitrex"),
        ("Flurbiprofen 20%, Lidocaine 5%", None, None),
        ("Physical therapy", None, None),
    ],
)
def test_a_brand_stands_beside_its_generic_name(
    text: str, drug: str | None, brand: str | None
) -> None:
    assert _shown(text, "drug", "brand") == (drug, brand)


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Soma 350mg #60", "350 mg"),
        ("Norco 10/325mg", "10/325 mg"),
        ("Norco 10-325 mg", "10/325 mg"),
        ("Norco 10 mg/325 mg", "10/325 mg"),
        ("Norco 10/325 #120", "10/325 mg"),
        ("Lidocaine 5 % patch", "5%"),
        ("Voltaren gel 1% 100 gm tube", "1%"),
        ("Fentanyl 25 mcg/hour patch", "25 mcg/hr"),
        ("Duragesic 50mcg/h", "50 mcg/hr"),
        ("Testosterone cypionate 200 mg/ml, 0.5 ml every 2 weeks", "200 mg/ml"),
        ("Testosterone 50,000 units #4", "50000 units"),
        ("Soma .5mg", "0.5 mg"),
        ("Baclofen 10 mg tid (30 mg per day)", "10 mg"),
        ("Baclofen 10mg, take 20 mg at night", "10 mg"),
        ("Flurbiprofen 20%, Lidocaine 5%, 180 gm", None),
        ("Flurbiprofen/Lidocaine cream 20/5% 180 gm", None),
        ("Soma 350 #60", None),
        ("Physical therapy with 10 mg weights", None),
    ],
)
def test_strength_is_written_one_way(text: str, strength: str | None) -> None:
    assert READER.read(text).strength == strength


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Soma 350mg #60", 60),
        ("Soma 350mg # 120", 120),
        ("Soma 350 mg, sixty tablets", 60),
        ("Soma 350 mg, one hundred and twenty tablets", 120),
        ("Soma 350 mg thirty (30) capsules", 30),
        ("Soma 350 mg Qty: 90", 90),
        ("Soma 350 mg QTY: 90.00", 90),
        ("Soma 350 mg 1 tab po tid, dispense 30", 30),
        ("Soma 350 mg Disp: #45", 45),
        ("Soma 350 mg 120 tablets", 120),
        ("Soma 350 mg x 90", 90),
        ("Soma 350 mg 90", 90),
        ("Soma 350 mg # 90 0", 90),
        ("Soma 350 mg sixty count", 60),
        ("Voltaren gel 100 gm tube #3", 3),
        ("Voltaren gel 100 gm, 2 tubes", 2),
        ("Tylenol #3, sixty tablets", 60),
        ("Tylenol with codeine #3, 60 tablets", 60),
        ("Soma 350 mg 1 tablet three times daily", None),
        ("Soma 350 mg, take 2 tablets at night", None),
        ("Soma 350 mg x 30 days", None),
        ("Soma 350 #", None),
        ("Flurbiprofen 20%, Lidocaine 5%, 180 gm", None),
        ("Physical therapy, 12 visits", None),
        ("Physical therapy QTY: 12.00", None),
        ("Trigger point injections x 3", None),
        ("TENS unit (30 day rental)", None),
        ("Lumbar brace QTY: 1.00", 1),
        ("Urine drug screen x 1", 1),
    ],
)
def test_quantity_counts_units_that_are_dispensed(
    text: str, quantity: int | None
) -> None:
    assert READER.read(text).quantity == quantity


@pytest.mark.parametrize(
    ("text", "refills"),
    [
        ("Soma 350 mg #60 with 3 refills", 3),
        ("Soma 350 mg #60 3RF", 3),
        ("Soma 350 mg #60 RF x 2", 2),
        ("Soma 350 mg #60, refills: 0", 0),
        ("Soma 350 mg #60 refills 1", 1),
        ("Soma 350 mg #60, one refill", 1),
        ("Soma 350 mg #60 no refills", 0),
        ("Soma 350 mg #60", None),
    ],
)
def test_refills_are_not_units(text: str, refills: int | None) -> None:
    assert _shown(text, "refills", "quantity") == (refills, 60)


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        ("Physical therapy 2 x wk x 4 wks", 8),
        ("Physical therapy 2 times a week for 4 weeks", 8),
        ("Physical therapy twice a week for six weeks", 12),
        ("Physical therapy 2x6", 12),
        ("PT 3x4 right shoulder", 12),
        ("PT 2xwk x 6wks", 12),
        ("PT 1-2 times a week x 6 weeks", 12),
        ("PT weekly for 8 weeks", 8),
        ("PT 2 sessions a week for 3 weeks", 6),
        ("PT, 6 additional visits (1 x 6)", 6),
        ("PT twelve (12) sessions", 12),
        ("PT x 8", 8),
        ("PT QTY: 8.00", 8),
        ("Trigger point injections x 3, left trapezius", 3),
        ("ESI, series of three", 3),
        ("Functional restoration program, 20 full days (160 hours)", 20),
        ("Functional restoration program x 160 hours", None),
        ("PT every 6 weeks", None),
        ("PT for L4-5", None),
        ("Soma 350 mg 2 x 4", None),
    ],
)
def test_visits_are_counted_from_frequency_and_duration(
    text: str, visits: int | None
) -> None:
    assert READER.read(text).visits == visits


@pytest.mark.parametrize(
    ("text", "body_part", "side", "level"),
    [
        ("ESI left L4-L5", "lumbar spine", "left", "L4-5"),
        ("ESI at L5/S1", "lumbar spine", None, "L5-S1"),
        ("Bilateral ESI L3-4, L4-5", "lumbar spine", "bilateral", "L3-4, L4-5"),
        ("Medial branch block, C4 and C5", "cervical spine", None, "C4, C5"),
        ("ESI L4-S1", "lumbar spine", None, "L4-S1"),
        ("PT R knee", "knee", "right", None),
        ("PT neck and (L) shoulder", "neck, shoulder", "left", None),
        ("EMG/NCV of BLE", "lower extremity", "bilateral", None),
        ("EMG RUE", "upper extremity", "right", None),
        ("Carpal tunnel release, left and right", "wrist", "bilateral", None),
        ("PT for the lower back", "low back", None, None),
        ("PT L9-10", None, None, None),
        ("Baclofen 10 mg", None, None, None),
    ],
)
def test_places_on_the_body_are_written_one_way(
    text: str, body_part: str | None, side: str | None, level: str | None
) -> None:
    assert _shown(text, "body_part", "side", "level") == (body_part, side, level)


@pytest.mark.parametrize(
    ("text", "retrospective"),
    [
        ("Retrospective Flexeril 7.5mg #90", True),
        ("Retro: Flexeril 7.5 mg #90", True),
        ("Flexeril 7.5 mg #90 (DOS 8/14/14)", True),
        ("Flexeril #90, date of service 06/01/2014", True),
        ("Flexeril #90 dispensed on 3/5/14", True),
        ("Flexeril 7.5 mg #90", False),
    ],
)
def test_a_day_of_service_makes_a_request_retrospective(
    text: str, retrospective: bool
) -> None:
    assert _shown(text, "retrospective", "quantity") == (retrospective, 90)


@pytest.mark.parametrize(
    ("text", "purchase", "duration"),
    [
        ("TENS unit, 30 day rental", False, "30 days"),
        ("TENS unit purchase", True, None),
        ("TENS unit, rental or purchase", None, None),
        ("H-wave x 3 months", None, "3 months"),
        ("H-wave 1 month trial", None, "1 month"),
        ("PT 2 x wk x 4 wks", None, "4 weeks"),
        ("Follow-up every 6 weeks", None, None),
    ],
)
def test_spans_and_rentals_are_told_from_purchases(
    text: str, purchase: bool | None, duration: str | None
) -> None:
    assert _shown(text, "purchase", "duration") == (purchase, duration)


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("Norco 10/325 1 tab PO q6h PRN #120", "1 tab PO q6h PRN"),
        ("Soma 350 mg TID #90", "TID"),
        ("Soma 350 mg one tablet at bedtime", "one tablet at bedtime"),
        ("Soma 350 mg every 8 hours as needed", "every 8 hours as needed"),
        ("Physical therapy 2 x wk x 4 wks", "2 x wk x 4 wks"),
        ("Physical therapy", None),
    ],
)
def test_frequency_keeps_the_words_as_written(text: str, frequency: str | None) -> None:
    assert READER.read(text).frequency == frequency


@pytest.mark.parametrize(
    "items",
    [
        ["Soma 350mg #60 3RF", "PT 2x6", "COMPOUND CREAM"],
        ["Norco 10/325 #120", "Soma 350 mg #60"],
        ["Norco 10/325 #120"],
    ],
)
@pytest.mark.parametrize("joint", ["; ", "\n", " \u2022 "])
def test_a_line_with_several_items_is_taken_apart(items: list[str], joint: str) -> None:
    assert READER.split(joint.join(items)) == tuple(items)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1) Norco 10/325 #120 2) Soma #60", ["Norco 10/325 #120", "Soma #60"]),
        ("Norco #120, Soma #60, and Baclofen #30", ["Norco #120", "Soma #60"]),
        ("Left knee arthroscopy and PT 3x4", ["Left knee arthroscopy", "PT 3x4"]),
        ("MRI lumbar spine and EMG", ["MRI lumbar spine", "EMG"]),
    ],
)
def test_items_joined_by_numbers_commas_and_words_are_taken_apart(
    text: str, items: list[str]
) -> None:
    assert READER.split(text)[:2] == tuple(items)


@pytest.mark.parametrize(
    "text",
    [
        "Hydrocodone and acetaminophen 10/325 mg #60",
        "Flurbiprofen 20%, Lidocaine 5%, 180 gm",
        "Physical therapy, neck and right shoulder, 12 visits",
        "Twelve (12) sessions of PT",
        "Soma 350 mg #90; 2 refills",
        "ESI L4-5 and L5-S1",
    ],
)
def test_one_item_stays_one(text: str) -> None:
    assert READER.split(text) == (text,)


def test_nothing_holds_no_item() -> None:
    assert READER.split(" ") == ()


def test_the_words_are_given_back_with_white_space_folded() -> None:
    assert READER.read(" Soma\n350 mg \t #60 ").requested == "Soma 350 mg #60"


@given(st.text(max_size=200))
@settings(deadline=None)
def test_no_text_makes_reading_fail_and_every_reading_is_the_same(text: str) -> None:
    details = READER.read(text)

    assert isinstance(details, RequestDetails)
    assert details == RequestReader(VOCABULARY).read(text)
    assert isinstance(READER.split(text), tuple)


@pytest.mark.parametrize("between", ["", "please ", "7.5 mg of ", "for him "])
def test_what_is_remembered_of_other_words_changes_nothing(between: str) -> None:
    READER.read("Soma 350 mg #60 left shoulder")

    words = f"{between}Soma 350 mg #60 left shoulder"

    assert READER.read(words) == RequestReader(VOCABULARY).read(words)


_PIECES = st.sampled_from(
    "Soma Norco 10/325 mg #60 x 3 2x6 tabs PT ESI L4-5 left , ; and ( ) % QTY: .5 s1 "
    "refills wks one hundred DOS 3/12/14 - / \u2019 \u0130".split(" ")
)


@given(st.lists(_PIECES, max_size=14).map(" ".join))
@settings(deadline=None)
def test_no_order_of_usual_words_makes_reading_fail(text: str) -> None:
    assert READER.read(text).requested == " ".join(text.split())
    assert all(item.strip() for item in READER.split(text))
