"""Who sees what of a case over the API."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.roles import Role
from workbench.review.models import Signature

from .conftest import People
from .making import opened
from .tokens import asked_for, program, released, uploaded


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.mark.django_db
def test_a_party_sees_what_was_released_and_nothing_before(person: People) -> None:
    owner, party = person(Role.COORDINATOR), person(Role.PARTY)
    case = opened(owner)
    case.parties.create(user=party, kind="worker", added=timezone.now(), added_by=owner)
    by, address = program(party), f"/api/v1/cases/{case.pk}"
    before = [
        by.get(f"{address}/{what}").status_code for what in ("letter", "proposal")
    ]

    told = by.get(address).json()
    Case.objects.update(state=State.SIGNED)
    signed = by.get(address).json()
    task = by.get(f"/api/fhir/Task/{case.pk}").json()
    lists = [by.get(f"/api/v1/cases?state={at}").json() for at in State]
    Case.objects.update(state=State.RELEASED)
    released(case, owner)

    assert before == [404, 404]
    assert (told["records"], told["reading"], told["changed"]) == ([], None, None)
    assert (signed["state"], task["status"]) == ("assigned", "in-progress")
    assert "lastModified" not in task
    found = [at for at, page in zip(State, lists, strict=True) if page["cases"]]
    assert found == [State.ASSIGNED]
    since = by.get("/api/v1/cases?changed_since=2014-12-20T00:00:00Z")
    assert since.status_code == 422
    assert by.get(f"{address}/letter").content.startswith(b"%PDF")
    assert by.get(f"{address}/determination").json() == {"status": "final"}
    assert by.get(f"{address}/proposal").status_code == 404
    assert by.get(f"{address}/assignments").status_code == 404
    acts = Entry.objects.filter(who=party, case=str(case.pk)).values_list("act")
    assert [act for (act,) in acts] == [
        "read-case",
        "read-case",
        "read-letter",
        "read-determination",
    ]


@pytest.mark.django_db
def test_a_party_sends_its_own_papers_and_sees_no_others(person: People) -> None:
    owner, party = person(Role.COORDINATOR), person(Role.PARTY)
    case = opened(owner, b"of the other side")
    case.parties.create(user=party, kind="worker", added=timezone.now(), added_by=owner)
    by, address = program(party), f"/api/v1/cases/{case.pk}"
    upload, known = uploaded(by), uploaded(by, b"of the other side")

    sent = by.send(f"{address}/records", {"upload": upload})
    again = by.send(f"{address}/records", {"upload": upload})
    both = by.send(f"{address}/records", {"upload": known})

    assert [each.status_code for each in (sent, again, both)] == [201, 201, 201]
    assert again.json() == sent.json()
    names = [each["sha256"] for each in by.get(address).json()["records"]]
    assert names == [sent.json()["sha256"], both.json()["sha256"]]
    assert case.records.count() == 2
    assert by.get(f"{address}/progress").status_code == 404
    assert by.send("/api/v1/cases", asked_for(upload)).status_code == 403


@pytest.mark.django_db
def test_quality_sees_what_was_signed(person: People) -> None:
    owner = person(Role.COORDINATOR)
    case = opened(owner)
    release = released(case, owner)
    release.delete()
    by = program(person(Role.QUALITY))

    answer = by.get(f"/api/v1/cases/{case.pk}/determination")
    Signature.objects.update(returned=timezone.now())

    assert answer.json() == {"status": "final"}
    assert by.get(f"/api/v1/cases/{case.pk}/determination").status_code == 404


@pytest.mark.django_db
def test_a_reviewer_sees_the_assigned_case_without_its_records(person: People) -> None:
    owner, reviewer = person(Role.COORDINATOR), person(Role.REVIEWER)
    case, other = opened(owner, b"1"), opened(owner, b"2")
    assigned = case.assignments.create(
        reviewer=reviewer, assigned=timezone.now(), assigned_by=owner
    )
    by = program(reviewer)

    numbers = [each["number"] for each in by.get("/api/v1/cases").json()["cases"]]
    assigned.ended = timezone.now()
    assigned.save()

    assert numbers == [case.number]
    assert by.get(f"/api/v1/cases/{case.pk}").status_code == 404
    assert by.get(f"/api/v1/cases/{other.pk}").status_code == 404
