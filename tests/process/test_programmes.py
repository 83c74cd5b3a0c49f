"""The programmes as files: complete, sound, and refused by line where they are not."""

import datetime as dt
import itertools
import re
from importlib.resources import files
from pathlib import Path

import pytest

from openimr.domain.calendars import Cited
from openimr.domain.guideline import Mark
from openimr.errors import InputError, KnowledgeError
from openimr.process import load_programme, parse_programme, programme_ids
from openimr.process.soundness import _walk as walk

from .told import CALIFORNIA, EXAMPLE

FILE = files("openimr.process").joinpath("programmes", "generic_external_review.yaml")
TEXT = FILE.read_text(encoding="utf-8")

TRANSITIONS = [f"T{number}" for number in range(1, 44)]
DATES = [f"DT-{number:02}" for number in range(1, 7)]
GROUNDS = [f"EL-{number:02}" for number in range(1, 18)]
RECORDS = [f"RC-{letter}" for letter in "ABCDEFGH"]


def test_california_has_every_rule_ground_and_record_and_no_other() -> None:
    assert [one.id for one in CALIFORNIA.rules] == DATES + TRANSITIONS
    assert [one.id for one in CALIFORNIA.grounds] == GROUNDS
    assert list(dict.fromkeys(one.id for one in CALIFORNIA.records)) == RECORDS
    assert len(CALIFORNIA.appeal_grounds) == 5


def test_the_numbers_in_the_document_are_those_of_the_file() -> None:
    document = Path(__file__).parents[2] / "docs" / "process.md"
    told = (
        f"{len(CALIFORNIA.deadlines)} deadlines, {len(CALIFORNIA.grounds)} grounds, "
        f"{len(RECORDS)} records, {len(CALIFORNIA.rules)} rules"
    )

    assert told in document.read_text(encoding="utf-8")


def test_every_rule_of_a_programme_is_used_or_says_why_it_stands_alone() -> None:
    used = {rule for event in CALIFORNIA.events for rule in event.rules}
    for deadline in CALIFORNIA.deadlines:
        used |= {deadline.rule, *(one.rule or "" for one in deadline.terms)}
    counted = {CALIFORNIA.first_day_rule, "DT-02", "DT-03", "DT-05", "DT-06"}

    alone = {one.id for one in CALIFORNIA.rules} - used - counted
    assert alone == {"DT-04"}, "which days are business days is the calendar itself"


@pytest.mark.parametrize("id_", programme_ids())
def test_everything_cited_has_a_citation_and_what_is_verified_a_source(
    id_: str,
) -> None:
    programme = load_programme(id_)
    cited = [one for one in walk(programme) if isinstance(one, Cited)]
    unsourced = [one for one in cited if one.mark is Mark.VERIFIED and not one.sources]

    assert len(cited) > 10
    assert all(one.citation for one in cited)
    assert unsourced == []


def test_nothing_of_the_invented_programme_is_called_verified() -> None:
    cited = [one for one in walk(EXAMPLE) if isinstance(one, Cited)]

    assert {one.mark for one in cited} == {Mark.UNVERIFIED}
    assert "an example, no state's law" in EXAMPLE.title


@pytest.mark.parametrize("id_", programme_ids())
def test_editions_of_one_thing_follow_each_other_without_gap_or_overlap(
    id_: str,
) -> None:
    for ground in load_programme(id_).grounds:
        spans = [one.effective for one in ground.editions]
        for earlier, later in itertools.pairwise(spans):
            assert earlier.last is not None
            assert later.first == earlier.last + dt.timedelta(days=1), ground.id


def test_every_state_can_be_reached() -> None:
    reached = {move.to for event in CALIFORNIA.events for move in event.moves}

    assert {one.id for one in CALIFORNIA.stages} - reached == {"NONE"}


BROKEN = [
    (
        "deadlines:",
        "dead_lines:",
        "unknown key 'dead_lines'.  Did you mean 'deadlines'?",
    ),
    ("number: 45", "number: many", "not a whole number.  Write it like 5."),
    ("unit: months", "unit: moons", "not one of the words that are known"),
    ("mark: UNVERIFIED}\n  - {id: GX-02", "mark: sure}\n  - {id: GX-02", "not one of"),
    ("after: [DENIED]", "after: DENIED", "one value where a list is wanted"),
    ("to: DECIDED", "to: DECIDDED", "'DECIDDED' is not defined in stages"),
    ("rolls: GX-05", "rolls: GX-50", "'GX-50' is not defined in rules"),
    ("sources: [example]", "sources: [exemple]", "'exemple' is not defined in sources"),
    ("late: [request]", "late: [requests]", "'requests' is not defined in deadlines"),
    ('{fact: covered, one_of: ["no"]}', "{fact: covered}", "a condition of fact"),
    ('one_of: ["no"]', "one_of: [never]", "'covered' never takes 'never'"),
    ("id: GX-02", "id: GX-01", "'GX-01' is defined twice in rules"),
    ("calendar: federal\n", "", "'calendar' is missing.  Add 'calendar'."),
    ("calendar: federal\n", "calendar: []\n", "a list or mapping where one value"),
    ("calendar: federal\n", "calendar:\n", "a value is missing"),
    ("calendar: federal\n", "calendar: &a federal\ntitle: *a\n", "written twice"),
    ("first: 2020-01-01", "first: 2020-13-01", "not a day.  Write it like 2014-11-26."),
    ("id: generic", "{id: generic", "not valid YAML"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), BROKEN)
def test_a_fault_is_refused_with_its_line(right: str, wrong: str, message: str) -> None:
    assert right in TEXT
    broken = TEXT.replace(right, wrong, 1)

    with pytest.raises(KnowledgeError) as caught:
        parse_programme(broken.encode(), "own.yaml")

    assert message in str(caught.value)
    assert re.match(r"own\.yaml:\d+: |own\.yaml: a condition", str(caught.value))


def test_the_line_named_is_the_line_of_the_fault() -> None:
    line = TEXT[: TEXT.index("number: 45")].count("\n") + 1
    broken = TEXT.replace("number: 45", "number: many")

    with pytest.raises(KnowledgeError, match=rf"^own\.yaml:{line}: "):
        parse_programme(broken.encode(), "own.yaml")


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"- a list", b"a: \x00", b"x", b"[" * 5000, b"a: &a [*a]"],
)
def test_no_bytes_leave_the_reader_with_another_error(data: bytes) -> None:
    with pytest.raises(KnowledgeError, match=r"^own\.yaml"):
        parse_programme(data, "own.yaml")


def test_an_alias_of_another_entry_is_refused() -> None:
    shared = TEXT.replace("[sunday]", "&days [sunday]").replace(
        "methods: [mail]", "methods: *days"
    )
    aliased = TEXT.replace("moves: [{to: DENIED}]", "moves: &m [{to: DENIED}]").replace(
        "moves: [{to: REQUESTED, after: [DENIED]}]", "moves: *m"
    )

    assert shared != TEXT
    with pytest.raises(KnowledgeError, match="an alias of another entry"):
        parse_programme(aliased.encode(), "own.yaml")


def test_a_programme_that_is_not_held_is_named_with_those_that_are() -> None:
    with pytest.raises(InputError, match="atlantis: no programme of that name"):
        load_programme("atlantis")
