"""Passages about another part of the body, side or level are told apart."""

import pytest

from openimr.clinical.body_parts import load_body
from openimr.clinical.levels import count_levels, find_spine_levels
from openimr.clinical.records import read_records
from openimr.clinical.site import OTHER_LEVEL, OTHER_PART, OTHER_SIDE, site_of
from openimr.domain import RequestDetails

from .cases import one_page

KNEE = RequestDetails(requested="PT", body_part="knee", side="left")
BACK = RequestDetails(
    requested="ESI", body_part="lumbar spine", side="left", level="L5-S1"
)
NECK = RequestDetails(requested="acupuncture", body_part="neck, shoulder", side="right")
HANDS = RequestDetails(requested="EMG", body_part="wrist", side="bilateral")
UNSAID = RequestDetails(requested="TENS unit")

SAYINGS = [
    (KNEE, "Completed *12 visits* for the left knee.", None),
    (KNEE, "Completed *12 visits*.", None),
    (KNEE, "Completed *12 visits* for the right knee.", OTHER_SIDE),
    (KNEE, "Completed *12 visits* for both knees.", None),
    (KNEE, "Completed *12 visits* for the R shoulder.", OTHER_PART),
    (KNEE, "The right-handed worker completed *12 visits*.", None),
    (KNEE, "He left work early and completed *12 visits*.", None),
    (KNEE, "*12 visits* for the neck, low back and left knee.", None),
    (KNEE, "*12 visits* for the neck; 8 visits for the left knee.", OTHER_PART),
    (KNEE, "RIGHT SHOULDER:\nCompleted *12 visits*.", OTHER_PART),
    (KNEE, "RIGHT SHOULDER:\nPain.\nLEFT KNEE:\nCompleted *12 visits*.", None),
    (KNEE, "*12 visits* for the knee (R).", OTHER_SIDE),
    (KNEE, "*12 visits*, left leg.", None),
    (BACK, "Left L5-S1 epidural gave *65% relief*.", None),
    (BACK, "Left L5/S1 TFESI gave *65% relief*.", None),
    (BACK, "Left L4-S1 epidural gave *65% relief*.", None),
    (BACK, "Left S1 root block gave *65% relief*.", None),
    (BACK, "Left L4-5 epidural gave *65% relief*.", OTHER_LEVEL),
    (BACK, "Right L5-S1 epidural gave *65% relief*.", OTHER_SIDE),
    (BACK, "C5-6 epidural gave *65% relief*.", OTHER_PART),
    (BACK, "The cervical epidural gave *65% relief*.", OTHER_PART),
    (BACK, "The epidural gave *65% relief* of the left leg pain.", None),
    (BACK, "L-spine epidural gave *65% relief*.", None),
    (NECK, "*Six sessions* for the neck.", None),
    (NECK, "*Six sessions* for the left shoulder.", OTHER_SIDE),
    (NECK, "*Six sessions* for the low back.", OTHER_PART),
    (HANDS, "*EMG* of the right wrist.", None),
    (UNSAID, "*TENS* for the right knee at L4-5.", None),
]


@pytest.mark.parametrize(("asked", "text", "why"), SAYINGS)
def test_a_passage_of_another_place_is_told_with_its_reason(
    asked: RequestDetails, text: str, why: str | None
) -> None:
    words = text.split("*")[1]
    page = read_records(one_page(text.replace("*", ""))).pages[0]
    start = page.low.index(words.lower())

    told = site_of(asked).speaks_of_other_site(page, start, start + len(words))

    assert told == why


LEVELS = [
    ("l4-5", ["l4-l5"]),
    ("l4-l5", ["l4-l5"]),
    ("l4/5", ["l4-l5"]),
    ("l3 to s1", ["l3-l4", "l4-l5", "l5-s1"]),
    ("c7-t1", ["c7-t1"]),
    ("l9-10", []),
    ("class l4500", []),
]


@pytest.mark.parametrize(("words", "discs"), LEVELS)
def test_levels_are_read_however_they_are_written(words: str, discs: list[str]) -> None:
    found = [disc for each in find_spine_levels(words) for disc in each.discs]

    assert sorted(found) == discs


def test_levels_of_a_request_are_counted_once() -> None:
    assert count_levels("L4-5, L4-L5 and C6") == 2


def test_parts_named_beside_each_other_know_each_other_or_not_at_all() -> None:
    parts = load_body().parts

    assert {name for part in parts.values() for name in part.beside} <= set(parts)
