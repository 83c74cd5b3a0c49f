"""The coordinator's desk: screening, clocks, requests, holds, and what was told."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from workbench.audit.models import Entry
from workbench.cases.deciding import (
    LiftHold,
    PutOnHold,
    RequestRecords,
    ScreenCase,
    standing_of,
)
from workbench.cases.keeping import words_of
from workbench.cases.models import Case, Decision, Telling, What
from workbench.cases.overview import overview_in
from workbench.cases.states import State
from workbench.cases.telling import TakeBack, Tell
from workbench.errors import CaseError
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .making import example_read, opened

Browser = Callable[[User], Client]
OPEN = ("previous_application", "information_missing", "carve_out", "evaluator_agreed")
"""Questions that the example's papers leave open."""

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(person: People) -> User:
    return person(Role.COORDINATOR)


@pytest.fixture
def case(by: User) -> Case:
    return example_read(by)


def answer(case: Case, by: User, *facts: str, value: str = "no") -> None:
    for fact in facts:
        Tell(case, What.FACT, fact, by, value).execute()


def complete(case: Case, by: User) -> None:
    for record in ("RC-C", "RC-E"):
        Tell(case, What.SUPPLIED, record, by).execute()


def test_a_reading_leaves_what_the_page_needs_without_words_of_pages(
    case: Case,
) -> None:
    overview = overview_in(case.last_read)

    assert overview is not None
    assert [one.requested[:12] for one in overview.items] == [
        "Cyclobenzapr",
        "Alprazolam 0",
    ]
    assert [one.outcome for one in overview.items] == ["deny", "deny"]
    assert len(overview.documents) == 13
    assert [(one.number, one.status) for one in overview.not_read] == [(9, "misfiled")]
    assert case.request_date == dt.date(2014, 11, 7)
    assert len(case.dispute_key) == 24


def test_answers_and_records_lead_from_cannot_tell_to_ready(
    case: Case, by: User
) -> None:
    assert standing_of(case).proposed is None
    answer(case, by, *OPEN)
    complete(case, by)

    now = standing_of(case)
    assert (now.eligibility.screening.outcome, now.proposed) == ("eligible", "ready")
    ScreenCase(case, State.READY, by, seen=now.digest).execute()

    case.refresh_from_db()
    decision = Decision.objects.get()
    assert (case.state, decision.agreed, decision.reason) == (State.READY, True, None)
    assert '"outcome":"eligible"' in words_of(decision.basis)
    told = Telling.objects.get(subject="found_eligible")
    assert (told.told_by, told.day) == (None, timezone.localdate())
    entry = Entry.objects.get(act="screen-case")
    assert (entry.details["agreed"], entry.case) == (True, str(case.pk))


def test_to_decide_otherwise_needs_a_reason_which_is_kept_sealed(
    case: Case, by: User
) -> None:
    with pytest.raises(CaseError, match="Say why"):
        ScreenCase(case, State.INELIGIBLE, by, reason="  ").execute()

    ScreenCase(case, State.INELIGIBLE, by, reason="Lumbago is not at issue.").execute()

    case.refresh_from_db()
    decision = Decision.objects.get()
    assert (case.state, decision.agreed) == (State.INELIGIBLE, False)
    assert words_of(decision.reason) == "Lumbago is not at issue."
    assert "Lumbago" not in str(Entry.objects.get(act="screen-case").details)


def test_what_changed_since_the_page_was_opened_is_not_accepted(
    case: Case, by: User
) -> None:
    seen = standing_of(case).digest
    answer(case, by, *OPEN)
    complete(case, by)

    with pytest.raises(CaseError, match="Look again"):
        ScreenCase(case, State.READY, by, seen=seen).execute()


def test_a_failed_ground_proposes_ineligible(case: Case, by: User) -> None:
    answer(case, by, "previous_application", value="yes")

    now = standing_of(case)

    assert now.proposed is State.INELIGIBLE
    assert [one.id for one in now.eligibility.screening.failed()] == ["EL-05"]


def test_the_same_dispute_is_found_among_the_cases_of_the_site(
    case: Case, by: User
) -> None:
    again = example_read(by)

    facts = {one.id: one for one in standing_of(again).told.facts}

    assert facts["previous_application"].value == "yes"
    assert facts["previous_application"].where == f"case {case.number}"
    assert "previous_application" not in {
        one.id for one in standing_of(case).told.facts
    }


def test_a_request_lists_what_is_missing_tells_the_clock_and_waits(
    case: Case, by: User
) -> None:
    made = RequestRecords(case, by).execute()

    case.refresh_from_db()
    letter = words_of(made.letter)
    today = timezone.localdate()
    assert (case.state, made.records) == (State.AWAITING_RECORDS, ["RC-C", "RC-E"])
    assert case.number in letter
    assert "RC-C Other information given to the employee" in letter
    assert "Hasbrouck" not in letter
    assert made.due is not None
    assert made.due > today
    assert f"Last day: {made.due}." in letter
    assert (case.next_due, case.next_due_of) == (made.due, "records")
    assert Telling.objects.get().subject == "noarfi_sent"


def test_a_second_request_asks_for_more(case: Case, by: User) -> None:
    RequestRecords(case, by).execute()

    RequestRecords(case, by, ["RC-G"]).execute()

    assert list(Telling.objects.values_list("subject", flat=True)) == [
        "noarfi_sent",
        "more_requested",
    ]


@pytest.mark.parametrize("records", [["RC-Z"], ["RC-A", "' or 1=1"]])
def test_nothing_is_asked_for_that_nobody_owes(
    case: Case, by: User, records: list[str]
) -> None:
    with pytest.raises(CaseError, match="nobody owes"):
        RequestRecords(case, by, records).execute()

    case.refresh_from_db()
    assert case.state == State.READ


def test_a_case_is_held_once_and_lifted_with_reasons(by: User) -> None:
    case = opened(by)

    for act, held in ((PutOnHold, True), (LiftHold, False)):
        with pytest.raises(CaseError, match="Say why"):
            act(case, " ", by).execute()
        act(case, "A subpoena.", by).execute()
        case.refresh_from_db()
        assert case.legal_hold is held
        with pytest.raises(CaseError, match="hold"):
            act(case, "A subpoena.", by).execute()

    acts = Entry.objects.filter(act__endswith="hold").order_by("number")
    assert list(acts.values_list("act", flat=True)) == ["put-on-hold", "lift-hold"]


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.COORDINATOR])
def test_only_a_coordinator_acts_at_the_desk(
    person: People, by: User, role: Role
) -> None:
    case, other = opened(by), person(role)
    told = Tell(case, What.EVENT, "noarfi_sent", by, day=timezone.localdate()).execute()

    for act in (
        ScreenCase(case, State.READY, other),
        RequestRecords(case, other),
        Tell(case, What.FACT, "signed", other, "yes"),
        TakeBack(told, other),
        PutOnHold(case, "why", other),
    ):
        with pytest.raises(PermissionDenied, match="coordinator"):
            act.execute()


def test_the_page_shows_clocks_grounds_records_and_documents(
    case: Case, by: User, logged_in: Browser
) -> None:
    RequestRecords(case, by).execute()

    page = logged_in(by).get(case.get_absolute_url()).content.decode()

    for words in (
        "15 days left",
        "Records for the reviewer",
        "EL-05 Same dispute filed before",
        "Was the same dispute filed before?",
        "RC-C Other information given to the employee",
        "Request for records, case",
        "another patient",
        "page 9: misfiled",
        "Notice of assignment and request for information sent",
    ):
        assert words in page


def test_a_case_that_an_older_version_read_asks_to_be_read_again(
    case: Case, by: User, logged_in: Browser
) -> None:
    case.readings.update(overview=None)

    page = logged_in(by).get(case.get_absolute_url()).content.decode()

    assert "read by an older version" in page


def test_the_pages_acts_are_carried_out_and_told(
    case: Case, by: User, logged_in: Browser
) -> None:
    browser, place = logged_in(by), case.get_absolute_url()

    def after(path: str, sent: dict[str, object]) -> str:
        answer = browser.post(place + path, sent, follow=True)
        return answer.content.decode()

    assert "Noted" in after(
        "told/", {"what": "event", "subject": "noarfi_sent", "day": "2015-01-05"}
    )
    number = Telling.objects.get().pk
    assert "Taken back" in after(f"told/{number}/back/", {})
    assert "Mark the records" in after("requests/", {"records": ["nothing"]})
    assert "Asked for" in after("requests/", {"records": ["RC-C"]})
    assert "Say why" in after("screening/", {"to": "ready"})
    assert "now: ready to assign" in after(
        "screening/", {"to": "ready", "reason": "It is all here."}
    )
    assert "on legal hold" in after("hold/", {"hold": "yes", "reason": "A subpoena."})
    for path in ("told/", "screening/", "hold/", "requests/", "move/"):
        assert browser.post(place + path, {"what": "\x00"}).status_code == 302
    assert browser.post(f"{place}told/{'9' * 30}/back/").status_code == 404
