"""What programs do: send files, open cases, follow them, move them on."""

from hashlib import sha256
from typing import Any

import pytest
from django.core.cache import cache

from workbench.api.models import Token
from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.roles import Role

from .assigning import described, ready
from .conftest import People
from .making import DAY, opened
from .tokens import BYTES, asked_for, program, uploaded


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.mark.django_db
def test_a_program_sends_a_file_and_opens_a_case(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    upload = uploaded(by)

    assert by.get(f"/api/v1/uploads/{upload}").json()["received"] == len(BYTES)
    finished = by.post(f"/api/v1/uploads/{upload}/finish").json()
    answer = by.send("/api/v1/cases", asked_for(upload))

    told = answer.json()
    assert (finished["finished"], answer.status_code) == (True, 201)
    assert told["number"] == "IMR-2014-0000001"
    assert told["reading"]["progress"] == "waiting"
    assert [each["sha256"] for each in told["records"]] == [sha256(BYTES).hexdigest()]
    assert by.get(answer["Location"]).json() == told
    progress = by.get(f"/api/v1/cases/{told['id']}/progress").json()
    assert progress["number"] == 1


@pytest.mark.django_db
def test_acts_of_a_program_are_recorded_as_those_of_its_owner(person: People) -> None:
    owner = person(Role.COORDINATOR)
    by = program(owner)
    case = opened(owner)

    by.get(f"/api/v1/cases/{case.pk}")
    by.send(f"/api/v1/cases/{case.pk}/records", {"upload": uploaded(by)})

    entries = Entry.objects.filter(case=str(case.pk), who=owner)
    acts = [(each.act, each.details.get("token", "")) for each in entries]
    prefix = Token.objects.get().prefix
    assert acts == [("open-case", ""), ("read-case", prefix), ("add-record", prefix)]


@pytest.mark.django_db
def test_lists_come_in_pages_that_join_without_gap(person: People) -> None:
    owner = person(Role.COORDINATOR)
    numbers = [opened(owner, bytes([n])).number for n in range(5)]
    by, found, cursor = program(owner), [], ""

    while True:
        page = by.get(f"/api/v1/cases?limit=2&cursor={cursor}").json()
        found += [each["number"] for each in page["cases"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert found == numbers


@pytest.mark.django_db
def test_a_list_asks_the_database_a_few_times_however_long_it_is(
    person: People, django_assert_max_num_queries: Any
) -> None:
    owner = person(Role.COORDINATOR)
    for number in range(12):
        opened(owner, bytes([number]))
    by = program(owner)

    with django_assert_max_num_queries(8):
        assert len(by.get("/api/v1/cases").json()["cases"]) == 12


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("state=received", 2),
        ("state=released", 0),
        ("words=0000002", 1),
        ("received_from=2014-12-21", 0),
        ("changed_since=2014-12-21T00:00:00Z", 2),
        ("priority=regular&received_to=2014-12-20", 2),
    ],
)
def test_lists_are_narrowed(person: People, query: str, count: int) -> None:
    owner = person(Role.COORDINATOR)
    opened(owner, b"1")
    opened(owner, b"2")

    page = program(owner).get(f"/api/v1/cases?{query}").json()

    assert len(page["cases"]) == count


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "slug"),
    [
        ("/api/v1/cases?state=lost", 422, "invalid"),
        ("/api/v1/cases?cursor=%25", 422, "invalid"),
        ("/api/v1/cases?cursor=!!!!", 422, "invalid"),
        ("/api/v1/cases?cursor=a", 422, "request"),
        ("/api/v1/cases?words=a%00b", 422, "invalid"),
        ("/api/v1/cases/nothing", 404, "not-found"),
        ("/api/v1/nothing", 404, "not-found"),
        ("/api/v1/cases/%0A/records", 404, "not-found"),
        ("/api/v1/library/search", 404, "not-found"),
    ],
)
def test_what_cannot_be_answered_is_told_as_a_problem(
    person: People, settings: Any, address: str, status: int, slug: str
) -> None:
    settings.CORPUS = None
    answer = program(person(Role.COORDINATOR)).get(address)

    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (
        status,
        "application/problem+json",
    )
    assert told["status"] == status
    assert told["slug"] == slug
    assert told["type"].endswith(f"#problem-{told['slug']}")


@pytest.mark.django_db
def test_an_act_that_does_not_fit_is_a_conflict_in_its_own_sentence(
    person: People,
) -> None:
    owner = person(Role.COORDINATOR)
    case = opened(owner)

    step = {"to": "released"}
    answer = program(owner).send(f"/api/v1/cases/{case.pk}/moves", step)

    assert (answer.status_code, answer.json()["slug"]) == (409, "case-state")
    assert case.number in answer.json()["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ('{"received": "2014-12-20", "uploads": []}', "application/json", 422),
        ('{"received": "\\u0000", "uploads": ["\\ud800"]}', "application/json", 422),
        (b"x" * (10 << 20), "application/json", 413),
    ],
)
def test_bad_bodies_are_refused(
    person: People, body: str | bytes, kind: str, status: int
) -> None:
    by = program(person(Role.COORDINATOR))

    assert by.post("/api/v1/cases", body, content_type=kind).status_code == status


@pytest.mark.django_db
def test_a_method_that_is_not_known_is_told_with_those_that_are(person: People) -> None:
    answer = program(person(Role.COORDINATOR)).delete("/api/v1/cases")

    assert answer.status_code == 405
    assert answer.json()["slug"] == "method"
    assert "POST" in answer["Allow"]


@pytest.mark.django_db
def test_a_file_of_two_cases_is_kept_for_each(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    upload = uploaded(by)

    first, second = (
        by.send("/api/v1/cases", asked_for(upload)).json() for _ in range(2)
    )

    files = {
        Case.objects.get(pk=each["id"]).records.get().file_id
        for each in (first, second)
    }
    assert len(files) == 2


@pytest.mark.django_db
def test_a_case_is_given_to_a_reviewer_and_taken_back(person: People) -> None:
    owner = person(Role.COORDINATOR)
    reviewer = described(person(Role.REVIEWER), "Ines Vandermeer")
    case = ready(owner)
    by, address = program(owner), f"/api/v1/cases/{case.pk}/assignments"
    seats = {"seats": [{"reviewer": str(reviewer.pk)}]}

    [made] = by.send(address, seats).json()
    again = by.send(address, seats)
    [listed] = by.get(address).json()
    ended = by.send(f"{address}/{made['id']}/end", {"reason": "She is ill."})

    assert (made["reviewer"], listed) == (str(reviewer.pk), made)
    assert (again.status_code, again.json()["slug"]) == (409, "assignment")
    assert ended.json()["ended"] is not None


@pytest.mark.django_db
def test_the_record_of_acts_goes_on_behind_a_number(person: People) -> None:
    opened(person(Role.COORDINATOR))
    by = program(person(Role.AUDITOR))

    lines = b"".join(by.get("/api/v1/audit/entries?after=2")).splitlines()

    assert lines[0].startswith(b'{"act"')
    assert b'"number": 3' in lines[0]


@pytest.mark.django_db
def test_a_case_is_moved_by_its_coordinator(person: People) -> None:
    owner = person(Role.COORDINATOR)
    case = opened(owner)
    step = {"to": "withdrawn", "reason": "The request was approved."}

    answer = program(owner).send(f"/api/v1/cases/{case.pk}/moves", step)

    assert answer.json()["state"] == "withdrawn"
    case.refresh_from_db()
    assert (case.state, case.received) == (State.WITHDRAWN, DAY)
