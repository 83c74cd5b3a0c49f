"""Results of tests, and studies that agree or disagree with the request."""

import datetime as dt

import pytest

from openimr.clinical import find_facts, read_records
from openimr.clinical.polarity import NEGATIVE, POSITIVE, SignTest, results
from openimr.domain import (
    UNHEARD,
    DisputedItem,
    DocumentKind,
    Fact,
    FactQuestion,
    Finding,
    ItemKind,
    RequestDetails,
)

from .cases import written

OLD, NEW = dt.date(2013, 2, 4), dt.date(2014, 8, 6)
AS_OF = dt.date(2014, 10, 1)
MRI, EMG, NOTE = (
    DocumentKind.IMAGING_REPORT,
    DocumentKind.ELECTRODIAGNOSTIC_REPORT,
    DocumentKind.PROGRESS_REPORT,
)
EPIDURAL = RequestDetails(
    requested="left L4-5 epidural",
    treatment="epidural_steroid_injection",
    kind=ItemKind.INJECTION,
    body_part="lumbar spine",
    side="left",
    level="L4-5",
)


def _fact(name: str, *pages: tuple[DocumentKind, dt.date, str]) -> Fact:
    item = DisputedItem(details=EPIDURAL)
    records = read_records(written(list(pages)))
    return find_facts(records, item, [FactQuestion(fact=name)], AS_OF)[0]


def _results(words: str, *names: str) -> list[int | None]:
    spots = [
        SignTest(words.index(each), words.index(each) + len(each)) for each in names
    ]
    return [each.result for each in results(words, 0, len(words), spots)]


@pytest.mark.parametrize(
    ("words", "names", "expected"),
    [
        ("neer positive, hawkins negative", ("neer", "hawkins"), [1, -1]),
        ("positive neer and hawkins", ("neer", "hawkins"), [1, 1]),
        (
            "neer, hawkins and speed are negative",
            ("neer", "hawkins", "speed"),
            [-1] * 3,
        ),
        ("ehl 4/5, quadriceps 5/5", ("ehl", "quadriceps"), [1, -1]),
        ("strength 5/5 but ehl 3+/5", ("strength", "ehl"), [-1, 1]),
        ("lachman (-), drawer (+)", ("lachman", "drawer"), [-1, 1]),
        ("slr right neg, left pos", ("slr",), [-1, 1]),
        ("slr positive for back pain only", ("slr",), [-1]),
        ("great toe is four out of five", ("great toe",), [1]),
        ("tinel over the canal", ("tinel",), [None]),
    ],
)
def test_every_test_gets_the_result_that_is_told_of_it(
    words: str, names: tuple[str, ...], expected: list[int | None]
) -> None:
    assert {POSITIVE, NEGATIVE} == {1, -1}
    assert _results(words, *names) == expected


def test_the_latest_study_prevails_over_an_older_one() -> None:
    fact = _fact(
        "imaging_corroboration",
        (MRI, OLD, "MRI LUMBAR SPINE\nIMPRESSION: L4-5 left disc extrusion."),
        (MRI, NEW, "MRI LUMBAR SPINE\nIMPRESSION: No disc herniation at L4-5."),
    )

    assert fact.finding is Finding.ABSENT
    assert [each.quote for each in fact.against] == [
        "IMPRESSION: L4-5 left disc extrusion."
    ]


def test_a_report_of_its_own_prevails_over_a_quote_without_a_day() -> None:
    fact = _fact(
        "imaging_corroboration",
        (MRI, OLD, "MRI LUMBAR SPINE\nIMPRESSION: No herniation, no stenosis."),
        (NOTE, NEW, "STUDIES: The MRI showed an L4-5 extrusion."),
    )

    assert fact.finding is Finding.ABSENT


def test_a_plain_film_does_not_undo_what_a_scan_shows() -> None:
    fact = _fact(
        "imaging_corroboration",
        (MRI, OLD, "MRI LUMBAR SPINE\nIMPRESSION: L4-5 left disc extrusion."),
        (MRI, NEW, "X-RAYS LUMBAR SPINE\nIMPRESSION: Normal lumbar x-rays."),
    )

    assert fact.finding is Finding.PRESENT
    assert fact.as_of == OLD


@pytest.mark.parametrize(
    ("found", "finding"),
    [
        ("Left L4-5 protrusion.", Finding.PRESENT),
        ("Right L4-5 protrusion.", Finding.ABSENT),
        ("Left L1-2 protrusion.", Finding.ABSENT),
        ("Left C5-6 protrusion.", Finding.SILENT),
    ],
)
def test_side_and_level_of_a_lesion_must_agree(found: str, finding: Finding) -> None:
    fact = _fact("imaging_corroboration", (MRI, NEW, f"MRI\nIMPRESSION: {found}"))

    assert fact.finding is finding


def test_the_question_put_to_a_study_is_not_its_answer() -> None:
    fact = _fact(
        "edx_corroboration",
        (EMG, NEW, "EMG OF BOTH LEGS\nINDICATION: Left L5 radiculopathy.\nH reflexes."),
    )

    assert fact.finding is Finding.SILENT
    assert fact.searched is not None
    assert [near.why for near in fact.searched.nearest] == [
        "the question put to the study, not its answer",
        UNHEARD,
    ]
    assert fact.searched.nearest[1].evidence.quote == "EMG OF BOTH LEGS"


def test_a_template_does_not_outweigh_a_finding_of_the_months_before() -> None:
    fact = _fact(
        "radiculopathy_exam",
        (NOTE, dt.date(2014, 6, 20), "EXAM: Left EHL 4/5, pinprick reduced at L5."),
        (NOTE, NEW, "EXAM: Neurologically intact."),
    )

    assert fact.finding is Finding.PRESENT
    assert str(fact.value).startswith("left L5: ")
