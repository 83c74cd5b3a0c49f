"""Who runs the site: new keys, duties, a full disk, a database that goes away."""

import base64
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import (
    OperationalError,
    close_old_connections,
    connection,
    connections,
)
from django.test import Client
from django.utils import timezone

from workbench.audit.models import Entry
from workbench.cases.models import Case, Progress, Reading
from workbench.cases.states import State
from workbench.files.models import StoredFile
from workbench.files.sealing import name_of_key
from workbench.files.store import get
from workbench.library.models import SavedSearch
from workbench.operations.management.commands import minutely
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .making import opened, read

Browser = Callable[[User], Client]


@pytest.mark.django_db
def test_after_wrapping_anew_the_older_key_is_not_needed(
    person: People, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    file = opened(person(Role.COORDINATOR)).records.get().file
    old, new = settings.FILE_KEYS[0], b"n" * 32  # type: ignore[attr-defined]
    settings.FILE_KEYS = (new, old)  # type: ignore[attr-defined]
    sealed = file.place.read_bytes()

    call_command("rewrap")
    call_command("rewrap")

    settings.FILE_KEYS = (new,)  # type: ignore[attr-defined]
    file.refresh_from_db()
    assert b"".join(get(file)) == b"A report."
    assert (file.key_name, file.place.read_bytes()) == (name_of_key(new), sealed)
    assert "0 files wrapped anew" in capsys.readouterr().out
    assert Entry.objects.filter(act="rewrap-files").count() == 1


@pytest.mark.django_db
def test_wrapping_anew_without_the_older_key_says_so(
    person: People, settings: object
) -> None:
    opened(person(Role.COORDINATOR))
    settings.FILE_KEYS = (b"n" * 32,)  # type: ignore[attr-defined]

    with pytest.raises(CommandError, match="0 files are done"):
        call_command("rewrap")


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.django_db(transaction=True)
def test_on_a_full_disk_the_intake_says_so_and_leaves_nothing(
    person: People, logged_in: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = logged_in(person(Role.COORDINATOR))
    sent = {
        "received": "2014-12-20",
        "priority": "regular",
        "chosen": SimpleUploadedFile("report.txt", b"A report."),
    }
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", _full)
        answer = browser.post("/cases/new/", sent)

    assert answer.status_code == 422
    assert b"the disk is full" in answer.content
    assert (Case.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert [each for each in (tmp_path / "files").rglob("*") if each.is_file()] == []
    sent["chosen"] = SimpleUploadedFile("report.txt", b"A report.")
    assert browser.post("/cases/new/", sent).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_reading_on_a_full_disk_fails_with_a_sentence_and_can_be_done_again(
    person: People, logged_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened(person(Role.COORDINATOR))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", _full)
        failed = read(case)

    assert (failed.progress, case.state) == (Progress.FAILED, State.RECEIVED)
    assert "disk is full" in failed.fault
    again = logged_in(case.opened_by).post(f"/cases/{case.pk}/read-again/")
    assert again.status_code == 302
    assert read(case).progress == Progress.DONE
    assert case.state == State.READ


@pytest.mark.django_db
def test_a_page_without_the_database_says_so(
    person: People, logged_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = logged_in(person(Role.COORDINATOR))
    browser.raise_request_exception = False

    def away(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection: password=secret")

    monkeypatch.setattr("workbench.cases.models.CaseQuerySet.visible_to", away)
    answer = browser.get("/cases/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert b"was not saved" in answer.content
    assert b"secret" not in answer.content


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has no connection that could be cut"
)
def test_a_connection_that_is_cut_is_opened_again_and_nothing_is_half_done(
    person: People, logged_in: Browser
) -> None:
    user = person(Role.COORDINATOR)
    case = opened(user)
    Case.objects.update(state=State.READ)
    browser = logged_in(user)
    browser.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        own = cursor.fetchone()[0]
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [own])
    other.close()

    address, sent = f"/cases/{case.pk}/move/", {"to": "withdrawn", "reason": "Settled."}
    assert browser.post(address, sent).status_code == 503
    close_old_connections()  # the server does so at the end of each request

    assert Case.objects.get().state == State.READ
    assert browser.post(address, sent).status_code == 302
    assert Case.objects.get().state == State.WITHDRAWN


@pytest.mark.django_db
def test_a_duty_that_fails_does_not_stop_the_others(
    person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(person(Role.COORDINATOR))
    silent = timezone.now() - timedelta(hours=1)
    Reading.objects.update(progress=Progress.RUNNING, attempt=1, beat=silent)
    duties = ("no_such_duty", *minutely.DUTIES)
    monkeypatch.setattr(minutely, "DUTIES", duties)

    with pytest.raises(CommandError, match="no_such_duty: look into the log"):
        call_command("minutely")
    assert Reading.objects.get().progress == Progress.WAITING


def test_django_finds_nothing_to_say_of_a_site_on_a_network(tmp_path: Path) -> None:
    told = {
        "OPENIMR_DATA": str(tmp_path),
        "OPENIMR_LOCAL": "no",
        "OPENIMR_HOSTS": "imr.example.org",
        "OPENIMR_ORIGINS": "https://imr.example.org",
        "OPENIMR_SECRET_KEY": "".join(map(chr, range(40, 120))),
        "OPENIMR_FILE_KEYS": base64.b64encode(bytes(32)).decode(),
        "DJANGO_SETTINGS_MODULE": "workbench.project.settings",
    }
    ours = ("OPENIMR_", "DJANGO_", "DATABASE_URL", "PYTHON")
    kept = {key: word for key, word in os.environ.items() if not key.startswith(ours)}
    command = [sys.executable, "-m", "workbench", "check", "--deploy"]

    done = subprocess.run(
        [*command, "--fail-level", "WARNING"],
        env={**kept, **told},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stderr, done.stdout.strip()) == (
        "",
        "System check identified no issues (0 silenced).",
    )


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL frees places, see operations.md"
)
@pytest.mark.django_db(transaction=True)
def test_what_is_emptied_or_deleted_is_overwritten_in_the_file_of_sqlite(
    person: People,
) -> None:
    case = opened(person(Role.COORDINATOR))
    names = [f"Quillonbert Vandersmissen the {n}th" for n in range(40)]
    case.worker = names[0]
    case.save()
    SavedSearch.objects.bulk_create(
        SavedSearch(by=case.opened_by, name=name, saved=timezone.now())
        for name in names[1:]
    )
    assert [name for name in names if name.encode() in _on_the_disk()] == names

    Case.objects.update(worker="")
    SavedSearch.objects.all().delete()

    assert b"Vandersmissen" not in _on_the_disk()


def _on_the_disk() -> bytes:
    """Return the database as it lies in its file, the log written back into it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert cursor.fetchone()[0] == 0
    return Path(connection.settings_dict["NAME"]).read_bytes()
