"""The record of acts: bound entry to entry, and kept so by the database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from workbench.audit.chain import FIRST, as_told, digest_of, record, stored, verify
from workbench.audit.models import Entry
from workbench.people.roles import Role

from .conftest import People

pytestmark = pytest.mark.django_db


def _some(count: int = 3) -> None:
    for number in range(count):
        record("look", by=None, on=None, case="C-1", page=number)


def test_each_entry_is_bound_to_the_one_before() -> None:
    _some()

    first, second, third = Entry.objects.all()
    assert (first.number, first.previous) == (1, FIRST)
    assert (second.previous, third.previous) == (first.digest, second.digest)
    assert first.digest == digest_of(as_told(first))


def test_a_whole_record_is_told_with_its_last_digest() -> None:
    _some()

    found = verify(stored())

    assert (found.entries, found.fault) == (3, "")
    assert found.last == Entry.objects.get(number=3).digest


def test_an_empty_record_is_whole() -> None:
    assert verify(stored()).last == FIRST


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda told: told[1].update(act="other"), "Entry 2 was changed."),
        (lambda told: told[1]["details"].update(page=9), "Entry 2 was changed."),
        (lambda told: told[1].update(digest="0" * 64), "Entry 2 was changed."),
        (lambda told: told.pop(0), "Entry 1 is missing or out of its place."),
        (lambda told: told.pop(1), "Entry 2 is missing or out of its place."),
        (lambda told: told.reverse(), "Entry 1 is missing or out of its place."),
        (
            lambda told: told[1].update(previous="f" * 64),
            "Entry 2 does not follow the entry before it.",
        ),
    ],
)
def test_every_change_is_told_by_its_entry(change: object, fault: str) -> None:
    _some()
    told = [dict(entry, details=dict(entry["details"])) for entry in stored()]  # type: ignore[call-overload]

    change(told)  # type: ignore[operator]

    assert verify(told).fault == fault


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET act = 'other' WHERE number = 2",
        "DELETE FROM audit_entry WHERE number = 3",
        "DELETE FROM audit_entry",
    ],
)
def test_the_database_refuses_to_touch_an_entry(statement: str) -> None:
    _some()

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert verify(stored()).entries == 3


def test_the_database_refuses_to_replace_an_entry() -> None:
    _some()
    first = Entry.objects.get(number=1)
    if connection.vendor == "sqlite":
        verb, more = "INSERT OR REPLACE", ""
    else:
        verb = "INSERT"
        more = " ON CONFLICT (number) DO UPDATE SET act = EXCLUDED.act"
    columns = 'number, at, act, kind, subject, "case", details, previous, digest'

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"{verb} INTO audit_entry ({columns}) "
            f"VALUES (1, %s, 'other', '', '', '', '{{}}', '', 'x'){more}",
            [first.at],
        )


def test_an_act_that_fails_leaves_no_entry() -> None:
    def act() -> None:
        with transaction.atomic():
            _some(1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert not Entry.objects.exists()


def test_an_export_is_verified_without_the_database(tmp_path: Path) -> None:
    _some()
    out = StringIO()
    call_command("audit_export", stdout=out)
    file = tmp_path / "record.jsonl"
    file.write_text(out.getvalue(), "utf-8")
    said = StringIO()

    call_command("audit_verify", str(file), stdout=said)

    assert said.getvalue().startswith("3 entries, whole; last digest ")


def test_an_export_cut_short_is_told_by_a_digest_noted_earlier(tmp_path: Path) -> None:
    _some()
    noted = Entry.objects.get(number=3).digest
    lines = [json.dumps(entry) for entry in stored()]
    file = tmp_path / "record.jsonl"
    file.write_text("\n".join(lines[:2]), "utf-8")

    with pytest.raises(CommandError, match="entries were removed"):
        call_command("audit_verify", str(file), last=noted)


@pytest.mark.parametrize("text", ["nothing", "[]", "\x00"])
def test_a_file_that_is_no_export_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "record.jsonl"
    file.write_text(text, "utf-8")

    with pytest.raises(CommandError, match=r"no export|no entry"):
        call_command("audit_verify", str(file))


def test_the_auditor_sees_acts_and_whether_they_hold(
    person: People, logged_in: object
) -> None:
    browser = logged_in(person(Role.AUDITOR))  # type: ignore[operator]

    assert b"log-in" in browser.get("/audit/").content
    assert b"Yes: " in browser.get("/audit/soundness/").content
    assert b'"act": "export-record"' in browser.get("/audit/export/").getvalue()
