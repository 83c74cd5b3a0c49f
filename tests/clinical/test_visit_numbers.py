"""Numbers of visits keep what they are said of, in any order and layout."""

import datetime as dt
from itertools import permutations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from openimr.clinical import find_facts, knowledge, read_records
from openimr.clinical.courses import read_courses
from openimr.clinical.tracks import find_timeline
from openimr.clinical.visit_numbers import visit_numbers
from openimr.clinical.visit_words import Told
from openimr.domain import (
    DisputedItem,
    DocumentKind,
    FactQuestion,
    ItemKind,
    Quantity,
    RequestDetails,
)

from .cases import one_page

DAY = dt.date(2016, 3, 1)


def _examples() -> list[dict[str, object]]:
    keys = ("kinds", "units", "between", "not_counted", "examples")
    node = knowledge.read("visits.yaml").fields(keys)["examples"]
    return list(yaml.safe_load(yaml.serialize(node.node)))


def _told(text: str) -> dict[str, int]:
    return {each.told.value: each.value for each in visit_numbers(text.lower())}


@pytest.mark.parametrize("example", _examples(), ids=lambda each: str(each["text"]))
def test_every_example_of_the_words_is_read(example: dict[str, object]) -> None:
    wanted = {key: value for key, value in example.items() if key != "text"}

    assert _told(str(example["text"])) == wanted


WORDS = {
    Told.AUTHORISED: "authorized",
    Told.ATTENDED: "attended",
    Told.MISSED: "missed",
    Told.REMAINING: "remaining",
}
ORDERS = [order for size in (2, 3, 4) for order in permutations(WORDS, size)]
VALUES = {
    Told.AUTHORISED: 12,
    Told.ATTENDED: 8,
    Told.MISSED: 1,
    Told.REMAINING: 3,
}


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_the_order_of_words_and_numbers_changes_nothing(
    order: tuple[Told, ...],
) -> None:
    wanted = {told.value: VALUES[told] for told in order}
    words = [WORDS[told] for told in order]
    values = [str(VALUES[told]) for told in order]
    pairs = list(zip(words, values, strict=True))

    written = [
        " ".join(f"Visits {word} {value}" for word, value in pairs),
        ", ".join(f"{value} {word}" for word, value in pairs),
        "; ".join(f"visits {word}: {value}" for word, value in pairs),
        f"{' / '.join(words)} {' / '.join(values)}",
        f"{' | '.join(words)}\n{' | '.join(values)}",
        "\n".join(f"{word}\n{value}" for word, value in pairs),
    ]

    assert [_told(text) for text in written] == [wanted] * len(written)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Visits authorized 12 Visits attended 11", "11 of 12 visits"),
        ("Sessions: completed 5, approved 6", "5 of 6 visits"),
        ("Authorized 12 visits.", ""),
    ],
)
def test_the_line_of_time_tells_attended_from_authorized(text: str, label: str) -> None:
    page = one_page(f"Physical therapy, neck. {text}", DocumentKind.THERAPY_NOTE, DAY)

    (track,) = find_timeline(read_records(page), DAY).tracks

    assert [point.label for point in track.points] == [label]


def test_a_number_and_its_word_are_quoted_together() -> None:
    text = "Acupuncture, neck.\nVisits Attended\n6\nNo Shows\n2\n"
    page = one_page(text, DocumentKind.THERAPY_NOTE, DAY)

    (course,) = read_courses(read_records(page))

    assert [each.quote for each in course.evidence] == [
        "Visits Attended 6",
        "No Shows 2",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Authorization no. 114 was received.",
        "Seen 2 times per week.",
        "Completed 6 weeks of therapy.",
        "Goals: 3 of 5. Pain 4/10.",
        "Attended on 03/04/2016.",
        "Completed, authorized and 12.",
    ],
)
def test_what_is_no_count_of_visits_is_none(text: str) -> None:
    assert _told(text) == {}


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        ("Sessions approved Sessions completed Sessions remaining\n12 7 5", 7.0),
        ("# Visits Auth: 18   # Visits Completed: 15   # Cx/NS: 2", 15.0),
        ("Authorized/attended/missed: 12/10/2", 10.0),
        ("Session number: 7   Sessions approved: 10", 7.0),
    ],
)
def test_the_count_of_visits_uses_the_same_numbers(text: str, visits: float) -> None:
    page = one_page(f"Acupuncture, neck.\n{text}", DocumentKind.THERAPY_NOTE, DAY)
    item = DisputedItem(
        details=RequestDetails(
            requested="acupuncture", kind=ItemKind.THERAPY, treatment="acupuncture"
        )
    )

    (fact,) = find_facts(
        read_records(page), item, [FactQuestion(fact="visits_completed")], DAY
    )

    assert fact.value == Quantity(visits, "visits")


@given(st.text(max_size=80))
def test_any_text_can_be_asked_for_its_visits(text: str) -> None:
    low = text.lower()

    numbers = visit_numbers(low)

    assert [n for n in numbers if not n.first <= n.start < n.end <= n.last] == []
