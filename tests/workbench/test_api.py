"""What programs do: send files, open cases, follow them, and be told once only."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from workbench.api.idempotency import forget_old
from workbench.api.models import Remembered, Token
from workbench.api.scopes import Scope
from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.files.store import put
from workbench.people.models import HeldRole, User
from workbench.people.roles import Role
from workbench.quality.models import Release
from workbench.review.models import Signature

from .assigning import described, ready
from .conftest import People
from .making import DAY, opened
from .tokens import Program, program, token

Browser = Callable[[User], Client]
BYTES = b"A report on the low back." * 40


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def _uploaded(by: Program, data: bytes = BYTES) -> str:
    told = {"name": "a.txt", "size": len(data), "sha256": sha256(data).hexdigest()}
    upload = by.send("/api/v1/uploads", told).json()["id"]
    kind = "application/octet-stream"
    for start in range(0, len(data), 400):
        piece = data[start : start + 400]
        address = f"/api/v1/uploads/{upload}/pieces?start={start}"
        assert by.put(address, piece, content_type=kind).status_code == 200
    return str(upload)


def _asked(upload: str) -> dict[str, object]:
    return {"received": "2014-12-20", "uploads": [upload]}


@pytest.mark.django_db
def test_a_program_sends_a_file_and_opens_a_case(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    upload = _uploaded(by)

    assert by.get(f"/api/v1/uploads/{upload}").json()["received"] == len(BYTES)
    finished = by.post(f"/api/v1/uploads/{upload}/finish").json()
    answer = by.send("/api/v1/cases", _asked(upload))

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
    by.send(f"/api/v1/cases/{case.pk}/records", {"upload": _uploaded(by)})

    entries = Entry.objects.filter(case=str(case.pk), who=owner)
    acts = [(each.act, each.details.get("token", "")) for each in entries]
    assert ("read-case", Token.objects.get().prefix) in acts
    assert ("add-record", "") in acts


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
def test_the_same_key_gives_the_same_answer_and_one_case(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    asked, key = _asked(_uploaded(by)), {"Idempotency-Key": str(uuid4())}

    first = by.send("/api/v1/cases", asked, headers=key)
    again = by.send("/api/v1/cases", asked, headers=key)
    other = by.send("/api/v1/cases", {**asked, "priority": "expedited"}, headers=key)

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"
    assert again["Location"] == first["Location"]
    assert Case.objects.count() == 1
    assert first.json()["number"].encode() not in bytes(Remembered.objects.get().answer)


@pytest.mark.django_db
def test_a_refusal_is_not_remembered(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    key = {"Idempotency-Key": "one"}

    refused = by.send("/api/v1/cases", _asked(str(uuid4())), headers=key)
    taken = by.send("/api/v1/cases", _asked(_uploaded(by)), headers=key)

    assert (refused.status_code, taken.status_code) == (404, 201)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "a b", "ü", "x" * 256])
def test_a_key_that_is_none_is_refused(person: People, key: str) -> None:
    by = program(person(Role.COORDINATOR))
    asked = {"name": "a", "size": 1}

    answer = by.send("/api/v1/uploads", asked, headers={"Idempotency-Key": key})

    assert (answer.status_code, answer.json()["slug"]) == (422, "request")


@pytest.mark.django_db
def test_keys_are_forgotten_after_a_day(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    key = {"Idempotency-Key": "one"}
    by.send("/api/v1/uploads", {"name": "a", "size": 1}, headers=key)

    assert forget_old() == 0
    Remembered.objects.update(made=timezone.now() - timedelta(hours=25))
    again = by.send("/api/v1/uploads", {"name": "b", "size": 1}, headers=key)

    assert again.status_code == 201
    Remembered.objects.update(made=timezone.now() - timedelta(hours=25))
    assert forget_old() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite" and not connection.settings_dict["TEST"]["NAME"],
    reason="SQLite in memory locks tables without waiting; a file of it waits",
)
def test_requests_at_one_time_with_one_key_do_one_act(person: People) -> None:
    _, secret = token(person(Role.COORDINATOR))
    asked = _asked(_uploaded(Program(secret)))

    def send(_: int) -> tuple[int, bytes]:
        try:
            key = {"Idempotency-Key": "one"}
            answer = Program(secret).send("/api/v1/cases", asked, headers=key)
            return answer.status_code, answer.content
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as crew:
        answers = set(crew.map(send, range(6)))

    assert [status for status, _ in answers] == [201]
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_who_has_it_already_is_told_so(person: People) -> None:
    owner = person(Role.COORDINATOR)
    by, case = program(owner), opened(owner)
    address = f"/api/v1/cases/{case.pk}"

    first = by.get(address)
    again = by.get(address, headers={"If-None-Match": f'"other", {first["ETag"]}'})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


@pytest.mark.django_db
def test_a_token_asks_so_often_and_then_waits(person: People, settings: Any) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "read": (3, 60)}
    by, other = program(person(Role.AUDITOR)), program(person(Role.AUDITOR))

    answers = [by.get("/api/v1/token") for _ in range(6)]

    assert [each.status_code for each in answers[:3]] == [200, 200, 200]
    last = answers[-1]
    assert (last.status_code, last.json()["slug"]) == (429, "too-often")
    assert 1 <= int(last["Retry-After"]) <= 60
    assert last["RateLimit-Policy"] == '"read";q=3;w=60'
    assert other.get("/api/v1/token").status_code == 200


@pytest.mark.django_db
def test_guessing_tokens_is_slowed_down(settings: Any) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "unknown": (3, 60)}

    answers = [Program(f"oimr_{n}").get("/api/v1/token") for n in range(6)]

    assert answers[0].status_code == 401
    assert answers[-1].status_code == 429


@pytest.mark.django_db
def test_a_role_that_was_lost_takes_its_scopes_along(person: People) -> None:
    owner = person(Role.COORDINATOR, Role.AUDITOR)
    by = program(owner)

    HeldRole.objects.filter(user=owner, role=Role.COORDINATOR).update(
        until=timezone.now()
    )

    assert by.get("/api/v1/cases").status_code == 403
    assert by.get("/api/v1/audit/entries").status_code == 200
    told = by.get("/api/v1/token").json()
    assert "cases:write" in told["scopes"]
    assert told["granted"] == ["audit:read", "library:read"]


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["revoked", "expired", "closed", "no factor"])
def test_a_token_ends_with_what_it_rests_on(person: People, change: str) -> None:
    owner = person(Role.COORDINATOR)
    by, now = program(owner), timezone.now()
    assert by.get("/api/v1/token").status_code == 200

    if change == "revoked":
        Token.objects.update(revoked=now)
    elif change == "expired":
        Token.objects.update(expires=now)
    elif change == "closed":
        User.objects.filter(pk=owner.pk).update(is_active=False)
    else:
        Authenticator.objects.filter(user_id=owner.pk).delete()

    assert by.get("/api/v1/token").status_code == 401


@pytest.mark.django_db
def test_the_last_use_is_kept_to_the_minute(person: People) -> None:
    by = program(person(Role.AUDITOR))

    by.get("/api/v1/token")
    first = Token.objects.get().last_used
    by.get("/api/v1/token")

    assert first is not None
    assert (first.second, first.microsecond) == (0, 0)
    assert Token.objects.get().last_used == first


def _released(case: Case, by: User) -> Release:
    reviewer = by
    assignment = case.assignments.create(
        reviewer=reviewer, assigned=timezone.now(), assigned_by=by
    )
    file = put("determination.json", [b'{"status": "final"}'])
    letter = put("letter.pdf", [b"%PDF-1.7 letter"])
    signature = Signature.objects.create(
        case=case,
        assignment=assignment,
        number=1,
        signed=timezone.now(),
        signed_by=reviewer,
        digest="0" * 64,
        determination=file,
        letter=letter,
        record=file,
    )
    return Release.objects.create(
        case=case,
        at=timezone.now(),
        by=by,
        signature=signature,
        letter=letter,
        determination=file,
    )


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
    _released(case, owner)

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
    upload, known = _uploaded(by), _uploaded(by, b"of the other side")

    sent = by.send(f"{address}/records", {"upload": upload})
    again = by.send(f"{address}/records", {"upload": upload})
    both = by.send(f"{address}/records", {"upload": known})

    assert [each.status_code for each in (sent, again, both)] == [201, 201, 201]
    assert again.json() == sent.json()
    names = [each["sha256"] for each in by.get(address).json()["records"]]
    assert names == [sent.json()["sha256"], both.json()["sha256"]]
    assert case.records.count() == 2
    assert by.get(f"{address}/progress").status_code == 404
    assert by.send("/api/v1/cases", _asked(upload)).status_code == 403


@pytest.mark.django_db
def test_a_file_of_two_cases_is_kept_for_each(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    upload = _uploaded(by)

    first, second = (by.send("/api/v1/cases", _asked(upload)).json() for _ in range(2))

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
def test_quality_sees_what_was_signed(person: People) -> None:
    owner = person(Role.COORDINATOR)
    case = opened(owner)
    release = _released(case, owner)
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


@pytest.mark.django_db
def test_a_scope_that_was_not_given_is_not_had(person: People) -> None:
    by = program(person(Role.COORDINATOR), Scope.CASES_READ)

    assert by.get("/api/v1/cases").status_code == 200
    answer = by.send("/api/v1/uploads", {"name": "a", "size": 1})
    assert (answer.status_code, answer.json()["slug"]) == (403, "not-allowed")
    assert "records:write" in answer.json()["detail"]
