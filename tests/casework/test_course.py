"""The bundled example on its way through the programme: clock, grounds, records."""

import datetime as dt
from pathlib import Path

import pytest

from openimr.casework.clock import case_clock, told_case
from openimr.casework.eligibility import case_eligibility
from openimr.casework.packet_papers import papers_of, same_person
from openimr.casework.told_by_papers import missing_fields, told_by_papers
from openimr.documents import ReadingOptions
from openimr.domain import CaseFile, Dispute, Stated
from openimr.domain.clock import Status
from openimr.domain.eligibility import Answer, Outcome, Presence
from openimr.errors import InputError, MissingInputError

day = dt.date.fromisoformat

EXAMPLE = Path(__file__).parents[2] / "examples" / "case"
TODAY = day("2015-01-10")

REST = """\
events:
  - {event: ur_served, day: 2014-11-14, method: mail}
facts:
  - {fact: information_missing, value: "no"}
  - {fact: carve_out, value: "no"}
  - {fact: previous_application, value: "no"}
"""
"""What the example's papers leave open."""


@pytest.fixture
def rest(tmp_path: Path) -> Path:
    """Return a file of events that tells what the example's papers leave open."""
    file = tmp_path / "rest.yaml"
    file.write_text(REST, encoding="utf-8")
    return file


def test_papers_tell_days_with_their_quotes(reading: ReadingOptions) -> None:
    known = told_case(EXAMPLE, reading=reading)
    days = {one.id: (str(one.day), one.where) for one in known.told.events}

    assert days["ur_decided"] == ("2014-11-14", "UR decision")
    assert days["application_received"] == ("2014-12-02", "application")
    assert days["rfa_received"] == ("2014-11-10", "UR decision")
    assert all(one.evidence for one in known.told.events)


def test_a_file_of_events_fills_what_papers_leave_open(
    reading: ReadingOptions, rest: Path
) -> None:
    before = case_eligibility(EXAMPLE, TODAY, reading=reading)
    after = case_eligibility(EXAMPLE, TODAY, events=rest, reading=reading)

    assert before.screening.outcome is Outcome.CANNOT_TELL
    assert [one.id for one in before.screening.unknown()] == [
        "EL-05",
        "EL-07",
        "EL-15",
        "EL-16",
    ]
    assert after.screening.outcome is Outcome.ELIGIBLE
    assert after.notice.splitlines()[3] == "The application is eligible for review."


def test_a_key_filed_before_makes_a_duplicate(
    reading: ReadingOptions, tmp_path: Path
) -> None:
    key = case_eligibility(EXAMPLE, TODAY, reading=reading).screening.key
    file = tmp_path / "register.yaml"
    for listed, answer in ((key, Answer.FAILS), ("f" * 24, Answer.PASSES)):
        file.write_text(f"earlier: ['{listed}']\n", encoding="utf-8")
        found = case_eligibility(EXAMPLE, TODAY, events=file, reading=reading)
        [ground] = [one for one in found.screening.answers if one.id == "EL-05"]
        assert ground.answer is answer


def test_records_of_the_example_are_held_against_the_list(
    reading: ReadingOptions,
) -> None:
    found = case_eligibility(EXAMPLE, TODAY, reading=reading)
    presence = {one.id: one.presence for one in found.packet.answers}

    assert presence["RC-A"] is Presence.PRESENT
    assert presence["RC-B"] is Presence.PRESENT
    assert presence["RC-C"] is Presence.CANNOT_TELL
    assert found.packet.sole_basis is False
    assert found.fields_not_found == ()


def test_the_clock_of_the_example_runs_from_what_was_told(
    reading: ReadingOptions, rest: Path
) -> None:
    found = case_clock(EXAMPLE, TODAY, events=rest, reading=reading)
    due = {one.deadline: one for one in found.reading.due}

    assert due["application"].day == day("2014-12-19")
    assert due["application"].status is Status.MET
    assert found.reading.position.stage == "APPLICATION_RECEIVED"
    assert found.penalties == ()


def test_another_programme_takes_only_what_it_asks_about(
    reading: ReadingOptions,
) -> None:
    found = case_clock(
        EXAMPLE, TODAY, programme="generic_external_review", reading=reading
    )

    assert found.known.told.events == ()
    assert {one.status for one in found.reading.due} == {Status.NOT_RUNNING}


def test_a_file_of_events_that_is_not_there_is_missed(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        case_clock(EXAMPLE, TODAY, events=tmp_path / "none.yaml")
    with pytest.raises(InputError, match="atlantis"):
        case_clock(EXAMPLE, TODAY, programme="atlantis")


def test_an_empty_case_tells_nothing() -> None:
    case = CaseFile(name="empty", documents=(), pages=())

    assert told_by_papers(case, Dispute()).events == ()
    assert told_by_papers(case, Dispute()).facts == ()
    assert len(missing_fields(Dispute())) == 12
    assert papers_of(case, Dispute()) == ()


def test_the_worker_is_told_by_mail_where_the_letter_names_fax_too() -> None:
    served = Stated(day("2014-11-14"), ())
    dispute = Dispute(ur_served=served, ur_service_method=Stated("fax, mail", ()))
    case = CaseFile(name="empty", documents=(), pages=())
    [event] = told_by_papers(case, dispute).events

    assert (event.id, event.method) == ("ur_served", "mail")


NAMES = [
    ("V. Amorim MD", "Vitor Amorim, M.D.", True),
    ("AMORIM-REY V MD", "V. Amorim-Rey, M.D.", True),
    ("VR Amorim MD", "Vitor R. Amorim", True),
    ("Amorim, Vitor", "Vitor B. Amorim", True),
    ("Vitor Amorim", "Luz Amorim", False),
    ("Ana Smith", "Ana Stone", False),
    ("Dr. Amorim", "Vitor Amorim", None),
    ("K. Oyelaran", "Vitor Amorim", False),
]


@pytest.mark.parametrize(("one", "other", "same"), NAMES)
def test_names_are_one_persons_or_not(one: str, other: str, same: bool | None) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


@pytest.mark.shared
def test_no_development_case_fails_a_ground_and_each_has_its_decisions_clock(
    shared: Path, reading: ReadingOptions
) -> None:
    cases = sorted(one for one in (shared / "cases").iterdir() if one.is_dir())[:3]

    for case in cases:
        found = case_eligibility(case, day("2016-01-01"), reading=reading)
        assert found.screening.failed() == (), case.name
        assert any(one.id == "ur_decided" for one in found.known.told.events)
