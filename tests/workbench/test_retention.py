"""Files of cases that are long over: destroyed in time, never before, never held."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from workbench.assignment.actions import AssignReviewer, Seat
from workbench.assignment.models import Reviewer
from workbench.assignment.sealed import report_in
from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import RetentionError, StorageError
from workbench.files.store import get
from workbench.operations.retention import (
    WAYS,
    DestroyFiles,
    Share,
    columns,
    files_of,
)
from workbench.people.roles import Role

from .assigning import PARTIES, described, in_the_clear, ready
from .conftest import People
from .making import opened, read

LATER = timedelta(days=1)


def _over(case: Case, state: State = State.WITHDRAWN) -> Case:
    Case.objects.filter(pk=case.pk).update(state=state, worker="Jane Doe")
    case.refresh_from_db()
    return case


def test_every_table_with_files_says_when_they_may_be_destroyed() -> None:
    assert {table for table, _ in columns()} == set(WAYS)


@pytest.mark.django_db
@pytest.mark.parametrize("table", [name for name, way in WAYS.items() if way])
def test_every_way_leads_to_a_case(person: People, table: str) -> None:
    way = WAYS[table]
    assert way is not None
    case = opened(person(Role.COORDINATOR))

    found = apps.get_model(table).objects.filter(**{way[1]: case})

    assert found.count() == (1 if table in {"cases.CaseRecord", "cases.Reading"} else 0)


@pytest.mark.django_db(transaction=True)
def test_records_of_a_case_that_is_long_over_are_destroyed(person: People) -> None:
    case = opened(person(Role.COORDINATOR))
    read(case)
    kept = opened(case.opened_by, b"Of a case that goes on.").records.get().file
    before = timezone.now() + LATER
    rows = list(files_of(_over(case), Share.RECORDS))
    assert len(rows) >= 2

    assert DestroyFiles(case, Share.RECORDS, before).execute() == len(rows)

    for row in rows:
        row.refresh_from_db()
        assert (row.wrapped_key, row.place.exists()) == (None, False)
        with pytest.raises(StorageError, match="destroyed"):
            list(get(row))
    assert b"".join(get(kept)) == b"Of a case that goes on."
    assert Entry.objects.filter(act="destroy-files", case=str(case.pk)).count() == 1
    assert Case.objects.get(pk=case.pk).worker == "Jane Doe"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("before_sealing", [False, True])
def test_with_the_records_the_names_in_the_checks_for_conflicts_go(
    person: People, before_sealing: bool
) -> None:
    by, user = person(Role.COORDINATOR), person(Role.REVIEWER)
    reviewer = described(user, "Ines Pellworth, MD")
    case, other = ready(by), ready(by)
    for each in (case, other):
        AssignReviewer(each, [Seat(reviewer, "Brackwater is no kin.")], by).execute()
    note = {"party": PARTIES[0].name, "on": "2026-01-04", "by": "Cora"}
    row = Reviewer.objects.get(user=user)
    row.entry["told_apart"] = [{"case": each.number, **note} for each in (case, other)]
    row.save()
    if before_sealing:
        for each in (case, other):
            in_the_clear(each.assignments.get())
    seat = case.assignments.get()
    before = report_in(seat)
    assert all(party.name in str(before) for party in PARTIES[:3])

    DestroyFiles(_over(case), Share.RECORDS, timezone.now() + LATER).execute()

    after = report_in(case.assignments.get())
    assert case.assignments.get().report == after
    if seat.checked is not None:
        assert not seat.checked.place.exists()
    assert not any(party.name in str(after) for party in PARTIES)
    assert "Brackwater" not in str(after)
    assert [(one["rule"], one["answer"]) for one in after["conflicts"]] == [
        (one["rule"], one["answer"]) for one in before["conflicts"]
    ]
    assert after["parties"] == before["parties"]
    assert after["qualifications"] == before["qualifications"]
    assert PARTIES[0].name in str(report_in(other.assignments.get()))
    kept = Reviewer.objects.get(user=user).entry["told_apart"]
    assert [each["case"] for each in kept] == [other.number]
    told = Entry.objects.get(act="destroy-files", case=str(case.pk)).details
    assert told["checks"] == (2 if before_sealing else 1)


@pytest.mark.django_db(transaction=True)
def test_with_the_outcome_the_names_go(person: People) -> None:
    case = _over(opened(person(Role.COORDINATOR)))

    DestroyFiles(case, Share.OUTCOME, timezone.now() + LATER).execute()

    assert Case.objects.get(pk=case.pk).worker == ""
    assert list(files_of(case, Share.RECORDS)) != []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "held", "ends"),
    [
        (State.WITHDRAWN, True, LATER),
        (State.RELEASED, False, -LATER),
        (State.RECEIVED, False, LATER),
        (State.IN_REVIEW, False, LATER),
    ],
)
def test_what_is_held_or_not_over_is_left_alone(
    person: People, state: State, held: bool, ends: timedelta
) -> None:
    case = _over(opened(person(Role.COORDINATOR)), state)
    Case.objects.update(legal_hold=held)

    with pytest.raises(RetentionError):
        DestroyFiles(case, Share.RECORDS, timezone.now() + ends).execute()
    assert len(list(files_of(case, Share.RECORDS))) == 1


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_at_its_end_destroys_nothing(
    person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = _over(opened(person(Role.COORDINATOR)))

    def fail(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr("workbench.operations.retention.record", fail)
    with pytest.raises(OperationalError):
        DestroyFiles(case, Share.RECORDS, timezone.now() + LATER).execute()
    assert b"".join(get(case.records.get().file)) == b"A report."


@pytest.mark.django_db(transaction=True)
def test_nothing_is_destroyed_before_a_time_is_set_and_asked_for(
    person: People, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    case = _over(opened(person(Role.COORDINATOR)))
    Case.objects.update(changed=timezone.now() - timedelta(days=800))

    call_command("retention", "--destroy")
    assert "nothing is destroyed" in capsys.readouterr().out
    settings.KEEP_RECORDS = 2  # type: ignore[attr-defined]
    call_command("retention")
    assert "1 files, records: could be destroyed" in capsys.readouterr().out
    assert len(list(files_of(case, Share.RECORDS))) == 1
    settings.KEEP_RECORDS = 3  # type: ignore[attr-defined]
    call_command("retention", "--destroy")
    assert len(list(files_of(case, Share.RECORDS))) == 1
    settings.KEEP_RECORDS = 2  # type: ignore[attr-defined]
    call_command("retention", "--destroy")
    assert "records: destroyed" in capsys.readouterr().out
    assert list(files_of(case, Share.RECORDS)) == []
