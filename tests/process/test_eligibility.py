"""Every ground, failing and passing, and what cannot be told."""

import pytest

from openimr.domain.clock import Told
from openimr.domain.eligibility import Answer, GroundAnswer, Outcome
from openimr.domain.programme import Effect
from openimr.process import dispute_key, notice, screen

from .told import CALIFORNIA, EXAMPLE, LATE_TODAY, day, told

IDS = tuple(f"EL-{number:02}" for number in range(1, 18))

SOUND = told(
    "injury 2012-03-05",
    "rfa_received 2014-10-27",
    "information_received 2014-10-27",
    "ur_decided 2014-11-03",
    "ur_communicated 2014-11-03",
    "ur_served 2014-11-04 mail",
    "application_signed 2014-11-20",
    "application_received 2014-11-24",
    priority="regular",
    formulary="no",
    review_type="prospective",
    ur_expedited="no",
    signed="yes",
    signer_role="employee",
    ur_attached="yes",
    application_complete="yes",
    previous_application="no",
    liability_disputed="no",
    ur_outcome="deny",
    information_missing="no",
    medical_necessity_issue="yes",
    filer_role="employee",
    carve_out="no",
    evaluator_agreed="no",
)
"""An application against which nothing can be said."""


def but(*events: str, without: str = "", **facts: str) -> Told:
    """Return the sound application with some things told otherwise, or not at all."""
    other = told(*events, **facts)
    gone = {
        *without.split(),
        *(e.id for e in other.events),
        *(f.id for f in other.facts),
    }
    return Told(
        events=(*(e for e in SOUND.events if e.id not in gone), *other.events),
        facts=(*(f for f in SOUND.facts if f.id not in gone), *other.facts),
    )


def answer(id_: str, known: Told) -> GroundAnswer:
    """Return the answer to one ground."""
    found = screen(CALIFORNIA, known, LATE_TODAY)
    [one] = [one for one in found.answers if one.id == id_]
    return one


def _named(cases: list[tuple[str, Told]]) -> list[str]:
    return [f"{id_} {number}" for number, (id_, _) in enumerate(cases)]


FAILING = [
    ("EL-01", but("application_received 2014-12-10")),
    ("EL-02", but(signed="no")),
    ("EL-02", but(signer_role="nobody_authorised")),
    ("EL-02", but("designated 2014-11-03", signer_role="representative")),
    ("EL-03", but(ur_attached="no")),
    ("EL-04", but(application_complete="no")),
    ("EL-05", but(previous_application="yes")),
    ("EL-06", but(liability_disputed="yes", liability_consent="no")),
    ("EL-07", but(ur_outcome="conditional")),
    ("EL-07", but(information_missing="yes")),
    ("EL-08", but(ur_outcome="approve")),
    ("EL-08", but("ur_decided 2018-02-01", ur_outcome="delay")),
    ("EL-09", but(medical_necessity_issue="no")),
    ("EL-10", but("ur_decided 2013-06-27", "ur_communicated 2013-06-28")),
    ("EL-11", but(filer_role="physician")),
    ("EL-12", but(priority="expedited", threat_certified="no")),
    ("EL-13", but("treatment_authorised 2014-12-01")),
    ("EL-14", but(other_reason="filed for a claim that was closed")),
    ("EL-15", but(carve_out="yes")),
    ("EL-16", but(evaluator_agreed="yes")),
    ("EL-17", but("ur_decided 2014-11-12")),
]

PASSING = [
    ("EL-01", but("application_received 2014-12-09")),
    ("EL-01", but("application_received 2014-12-01", without="ur_served")),
    ("EL-01", but("application_received 2015-03-02", notice_given="no")),
    (
        "EL-01",
        but(
            "application_received 2015-03-02",
            "liability_settled_served 2015-02-02 personal",
        ),
    ),
    (
        "EL-01",
        but("application_submitted 2014-12-09", "application_received 2014-12-12"),
    ),
    ("EL-02", but("designated 2014-11-05", signer_role="representative")),
    ("EL-03", SOUND),
    ("EL-04", SOUND),
    ("EL-05", SOUND),
    ("EL-06", but(liability_disputed="yes", liability_consent="yes")),
    ("EL-07", SOUND),
    ("EL-08", but(ur_outcome="delay")),
    ("EL-09", SOUND),
    ("EL-10", but("ur_communicated 2013-07-01")),
    ("EL-10", but("injury 2013-01-01", "ur_communicated 2013-06-01")),
    ("EL-10", but(without="ur_communicated")),
    ("EL-11", but(filer_role="emergency_provider")),
    ("EL-12", but(priority="expedited", threat_certified="yes")),
    ("EL-12", but(priority="expedited", threat_certified="no", ur_expedited="yes")),
    ("EL-13", SOUND),
    ("EL-14", SOUND),
    ("EL-15", SOUND),
    ("EL-16", SOUND),
    ("EL-17", but("ur_decided 2014-11-03")),
]

UNKNOWN = [
    ("EL-01", but(without="application_received application_signed")),
    ("EL-01", but("ur_served 2014-11-04", "application_received 2014-12-09")),
    ("EL-01", but("application_received 2014-12-09", without="ur_served")),
    ("EL-02", but(without="signed")),
    ("EL-03", but(without="ur_attached")),
    ("EL-04", but(without="application_complete")),
    ("EL-05", but(without="previous_application")),
    ("EL-06", but(liability_disputed="yes")),
    ("EL-07", but(without="information_missing")),
    ("EL-08", but(without="ur_outcome")),
    ("EL-09", but(without="medical_necessity_issue")),
    ("EL-10", but(without="injury ur_communicated ur_decided")),
    ("EL-11", but(without="filer_role")),
    ("EL-12", but(priority="expedited")),
    ("EL-15", but(without="carve_out")),
    ("EL-16", but(without="evaluator_agreed")),
    ("EL-17", but("ur_decided 2014-11-05", without="information_received")),
]


@pytest.mark.parametrize(("id_", "known"), FAILING, ids=_named(FAILING))
def test_a_ground_fails_with_data_and_citation(id_: str, known: Told) -> None:
    found = answer(id_, known)

    assert found.answer is Answer.FAILS
    assert found.data
    assert found.citation
    assert found.missing == ()


@pytest.mark.parametrize(("id_", "known"), PASSING, ids=_named(PASSING))
def test_a_ground_passes(id_: str, known: Told) -> None:
    assert answer(id_, known).answer is Answer.PASSES


@pytest.mark.parametrize(("id_", "known"), UNKNOWN, ids=_named(UNKNOWN))
def test_a_ground_cannot_be_told_and_says_what_is_missing(
    id_: str, known: Told
) -> None:
    found = answer(id_, known)

    assert found.answer is Answer.CANNOT_TELL
    assert found.missing
    assert found.sentence.startswith("Cannot be told; not known: ")


def test_every_ground_is_tested_both_ways() -> None:
    assert {id_ for id_, _ in FAILING} == set(IDS)
    assert {id_ for id_, _ in PASSING} == set(IDS)


def test_an_application_signed_after_the_last_day_was_late_whenever_it_came() -> None:
    known = but("application_signed 2014-12-10", without="application_received")

    assert answer("EL-01", known).answer is Answer.FAILS


def test_a_missing_decision_was_only_reminded_of_before_april_2014() -> None:
    known = but("application_received 2014-03-31", ur_attached="no")

    assert answer("EL-03", known).effect is Effect.FLAG
    assert answer("EL-03", but(ur_attached="no")).effect is Effect.INELIGIBLE


def test_a_sound_application_is_eligible() -> None:
    assert screen(CALIFORNIA, SOUND, LATE_TODAY).outcome is Outcome.ELIGIBLE


def test_all_failures_are_reported_and_none_hides_another() -> None:
    known = but(signed="no", ur_attached="no", filer_role="employer")
    found = screen(CALIFORNIA, known, LATE_TODAY)

    assert [one.id for one in found.failed()] == ["EL-02", "EL-03", "EL-11"]
    assert len(found.answers) == len(IDS)


OUTCOMES = [
    (but(signed="no"), Outcome.INELIGIBLE),
    (but(liability_disputed="yes", liability_consent="no"), Outcome.DEFERRED),
    (but("treatment_authorised 2014-12-01"), Outcome.TERMINATED),
    (but(without="carve_out"), Outcome.CANNOT_TELL),
    (but(without="evaluator_agreed"), Outcome.ELIGIBLE),
    (but(evaluator_agreed="yes"), Outcome.ELIGIBLE),
    (but(priority="expedited", threat_certified="no"), Outcome.ELIGIBLE),
    (but("ur_decided 2014-11-12"), Outcome.ELIGIBLE),
    (
        but(signed="no", liability_disputed="yes", liability_consent="no"),
        Outcome.INELIGIBLE,
    ),
]


@pytest.mark.parametrize(("known", "outcome"), OUTCOMES)
def test_the_outcome_follows_the_gravest_ground(known: Told, outcome: Outcome) -> None:
    assert screen(CALIFORNIA, known, LATE_TODAY).outcome is outcome


def test_a_notice_names_every_failure_with_data_citation_and_questions() -> None:
    known = but("ur_decided 2014-11-12", signed="no", without="carve_out")
    text = notice(CALIFORNIA, screen(CALIFORNIA, known, LATE_TODAY), day("2014-12-01"))

    assert text.splitlines()[3] == "The application is not eligible for review."
    assert "* EL-02 Not signed by the employee or a valid representative." in text
    assert "  On record: Is the application signed?: no" in text
    assert "To be known, without effect on eligibility:\n* EL-17" in text
    assert (
        "Information that is needed:\n* Is the worker under an agreement with a "
        "dispute process of its own?  (EL-15 Another system's dispute process)"
    ) in text
    assert "UNVERIFIED" in text


def test_the_engine_screens_for_another_programme() -> None:
    known = told("final_denial 2024-06-30", "review_requested 2024-11-01", covered="no")
    found = screen(EXAMPLE, known, LATE_TODAY)

    assert [one.id for one in found.failed()] == ["GX-E1", "GX-E2"]
    assert notice(EXAMPLE, found, LATE_TODAY).startswith("Generic state external")


def test_a_key_tells_disputes_apart_and_says_no_name() -> None:
    one = dispute_key("Ana Diaz", day("2014-08-01"), ["MRI knee"])
    other = dispute_key("Ana Diaz", day("2014-08-02"), ["MRI knee"])

    assert one is not None
    assert one != other
    assert "ana" not in one
    assert dispute_key("", day("2014-08-01"), ["MRI knee"]) is None
    assert dispute_key("Ana Diaz", day("2014-08-01"), [" "]) is None


def test_what_nobody_told_is_told_by_the_day_of_looking_where_editions_changed() -> (
    None
):
    known = told(ur_attached="no")
    early = screen(CALIFORNIA, known, day("2014-03-01"))
    late = screen(CALIFORNIA, known, day("2014-05-01"))

    assert [one.effect for one in early.failed()] == [Effect.FLAG]
    assert [one.effect for one in late.failed()] == [Effect.INELIGIBLE]
