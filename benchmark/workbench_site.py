"""A site full of cases, for the load of many reviewers at once.

One case is taken in, read, drawn and begun as people would do it; the others are rows
that point at its files, so that ten thousand cases take a minute and not a week.
"""

import base64
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

from .clinical import packet
from .long_case import EXAMPLE
from .workbench_rooms import (
    begin_drafts,
    describe,
    own_files,
    party_to,
    sign,
    values,
)

if TYPE_CHECKING:
    from workbench.assignment.models import Assignment
    from workbench.cases.models import Case, Reading
    from workbench.people.models import User

CASES_EACH = 8
"""Cases on the desk of a reviewer."""

_DAY = date(2014, 12, 20)
_LINES = 54
_BATCH = 1000
_READY = 40
_FURTHER = _READY + 200
"""Cases beside those on the desks: ready to assign, then signed."""

_OWN = 5
"""Cases of the party."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What one reviewer has: a session, and assignments with their count of pages."""

    session: str
    assignments: tuple[int, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class Site:
    """Who works on the site, each with a session, and with what."""

    desks: list[Desk]
    coordinator: str
    quality: str
    party: str
    ready: tuple[str, ...]
    """Cases that wait for a reviewer."""

    own: tuple[str, ...]
    """Cases of the party."""


def set_up(folder: Path) -> None:
    """Make Django ready; ``DATABASE_URL`` names the database, which must be empty."""
    os.environ |= {
        "OPENIMR_DATA": str(folder),
        "OPENIMR_LOCAL": "yes",
        "OPENIMR_SECRET_KEY": "only for a benchmark " * 4,
        "OPENIMR_FILE_KEYS": base64.b64encode(bytes(32)).decode(),
        "DJANGO_SETTINGS_MODULE": "workbench.project.settings",
    }
    (folder / "static").mkdir(parents=True)
    import django

    django.setup()
    import logging

    from django.core.management import call_command

    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)


def fill(cases: int, reviewers: int, pages: int) -> Site:
    """Fill the site; tell who works there."""
    from workbench.people.roles import Role

    coordinator = _person(Role.COORDINATOR, "coordinator")
    people = [_person(Role.REVIEWER, f"reviewer{n}") for n in range(reviewers)]
    describe(people)
    first = _first_case(coordinator, pages)
    on_desks = reviewers * CASES_EACH
    reading = _reading(first)
    rows = list(_clones(first, reading, max(cases - 1, on_desks + _FURTHER)))
    own_files(reading, [each.reading for each in rows[: on_desks + _READY]])
    shown = list(_assigned(rows[:on_desks], people, coordinator))
    begin_drafts(shown)
    signed = [each.case for each in rows[on_desks + _READY : on_desks + _FURTHER]]
    sign(signed, reading, _person(Role.REVIEWER, "other"))
    party = _person(Role.PARTY, "party")
    party_to(signed[:_OWN], party, coordinator)
    ready = [each.case.pk for each in rows[on_desks : on_desks + _READY]]
    _stand(ready, "ready")
    _settle()
    count = reading.pages and sum(reading.pages.values())
    ids = [each.pk for each in shown]
    return Site(
        desks=[
            Desk(_session(person), tuple(ids[n::reviewers]), int(count or 1))
            for n, person in enumerate(people)
        ],
        coordinator=_session(coordinator),
        quality=_session(_person(Role.QUALITY, "quality")),
        party=_session(party),
        ready=tuple(map(str, ready)),
        own=tuple(str(each.pk) for each in signed[:_OWN]),
    )


def _stand(ids: list[Any], state: str) -> None:
    from workbench.cases.models import Case

    Case.objects.filter(pk__in=ids).update(state=state)


def _settle() -> None:
    """Let the database count its rows, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _person(role: Any, name: str) -> "User":
    from allauth.mfa.models import Authenticator
    from django.utils import timezone

    from workbench.people.models import HeldRole, User

    user = User.objects.create_user(f"{name}@example.org", name.capitalize())
    HeldRole.objects.create(user=user, role=role, since=timezone.now())
    kind = Authenticator.Type.TOTP
    Authenticator.objects.create(user=user, type=kind, data={"secret": "none"})
    return user


def _session(user: "User") -> str:
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )

    from workbench.people.sessions import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _first_case(coordinator: "User", pages: int) -> "Case":
    from workbench.cases.actions import OpenCase
    from workbench.cases.models import Progress
    from workbench.cases.tasks import read_records
    from workbench.files.store import put

    files = [put(name, [data]) for name, data in _papers(pages).items()]
    case = OpenCase(_DAY, files, coordinator).execute()
    read_records.func(str(_reading(case).pk))
    reading = _reading(case)
    if reading.progress != Progress.DONE:
        raise SystemExit(f"the case could not be read: {reading.fault}")
    _draw(reading)
    case.refresh_from_db()
    return case


def _draw(reading: "Reading") -> None:
    from workbench.review.viewer.tasks import draw_pages

    draw_pages.func(str(reading.pk))


def _reading(case: "Case") -> "Reading":
    found = case.readings.order_by("-number").first()
    assert found is not None  # noqa: S101 - opening a case queues one
    return found


def _papers(pages: int) -> Mapping[str, bytes]:
    papers = ("1-imr-application.pdf", "2-ur-determination.pdf", "3-records.pdf")
    found = {name: (EXAMPLE / name).read_bytes() for name in papers}
    return found | {"4-more-records.pdf": _records(pages)}


def _records(pages: int) -> bytes:
    canvas = Canvas("records.pdf", pagesize=LETTER)
    for page in packet(pages).pages:
        text = canvas.beginText(54, LETTER[1] - 54)
        text.setFont("Helvetica", 9, 12.5)
        for line in page.text.splitlines()[:_LINES]:
            text.textLine(line[:110])
        canvas.drawText(text)
        canvas.showPage()
    return bytes(canvas.getpdfdata())  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class _Clone:
    case: "Case"
    reading: "Reading"


def _clones(first: "Case", reading: "Reading", many: int) -> "Iterator[_Clone]":
    """Put rows of further cases beside the first, with its files."""
    from workbench.cases.models import Case, CaseRecord, Reading

    records = list(first.records.all())
    for start in range(0, many, _BATCH):
        numbers = range(start, min(start + _BATCH, many))
        made = [_clone(first, reading, number) for number in numbers]
        Case.objects.bulk_create([each.case for each in made])
        Reading.objects.bulk_create([each.reading for each in made])
        CaseRecord.objects.bulk_create(
            CaseRecord(**(values(record) | {"case_id": each.case.pk}))
            for each in made
            for record in records
        )
        yield from made


def _clone(first: "Case", reading: "Reading", number: int) -> _Clone:
    from workbench.cases.models import Case, Reading
    from workbench.cases.states import State

    states = (State.READ, State.READY, State.RELEASED, State.AWAITING_RECORDS)
    changed = {
        "id": uuid4(),
        "number": f"IMR-2014-1{number:06}",
        "state": states[number % len(states)],
        "received": _DAY + timedelta(days=number % 360),
    }
    case = Case(**(values(first) | changed))
    same = values(reading) | {"id": uuid4(), "case_id": case.pk}
    return _Clone(case, Reading(**same))


def _assigned(
    rows: list[_Clone], people: "list[User]", coordinator: "User"
) -> "Iterator[Assignment]":
    """Give each reviewer cases in turn; yield the assignments."""
    from django.utils import timezone

    from workbench.assignment.models import Assignment

    now = timezone.now()
    _stand([each.case.pk for each in rows], "in_review")
    for number, each in enumerate(rows):
        each.case.state = "in_review"
        yield Assignment.objects.create(
            case=each.case,
            reviewer=people[number % len(people)],
            assigned=now,
            assigned_by=coordinator,
            attested=now,
        )
