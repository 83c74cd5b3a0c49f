"""Uploads in pieces over HTTP: whatever is sent, nothing breaks and nothing is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db.models import PROTECT
from django.test import Client
from django.utils import timezone

from workbench.cases.models import Case, CaseRecord
from workbench.errors import DiskFullError, UploadError
from workbench.files.actions import BeginUpload, DropUpload, FinishUpload, SendPiece
from workbench.files.models import Piece, StoredFile, Upload
from workbench.files.store import get
from workbench.files.sweeping import KEPT, sweep_uploads
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .sending import begun, digest, finish, send

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def user(person: People) -> User:
    return person(Role.COORDINATOR)


@pytest.fixture
def browser(user: User, logged_in: Browser) -> Client:
    return logged_in(user)


def test_a_file_in_pieces_becomes_a_record_of_a_case(browser: Client) -> None:
    data = b"A report of the low back." * 10
    place = begun(browser, data)

    parts = data[:100], data[100:]
    states = [
        send(browser, place, 0, parts[0]).json(),
        browser.get(place).json(),
        send(browser, place, 100, parts[1]).json(),
    ]
    whole = digest("".join(map(digest, parts)).encode())
    done = finish(browser, place, whole).json()

    assert [one["received"] for one in states] == [100, 100, 250]
    assert (done["finished"], done["sha256"]) == (True, digest(data))
    sent = {
        "received": "2014-12-20",
        "priority": "regular",
        "uploads": f"{done['id']} {uuid4()} nonsense",
    }
    assert browser.post("/cases/new/", sent).status_code == 302
    record = CaseRecord.objects.get()
    assert (record.name, b"".join(get(record.file))) == ("case.pdf", data)


@pytest.mark.parametrize(
    "name",
    ["", "a\x00b.pdf", "../../x", "\ud800.pdf", "é" * 400, "CON", "a\nb", "\u202efdp"],
)
def test_odd_names_of_files_are_taken(browser: Client, name: str) -> None:
    place = begun(browser, b"x", name)
    send(browser, place, 0, b"x")
    done = finish(browser, place).json()
    sent = {"received": "2014-12-20", "priority": "regular", "uploads": done["id"]}

    assert browser.post("/cases/new/", sent).status_code == 302
    assert Case.objects.count() == 1


def test_pieces_never_overlap_and_the_answer_says_what_is_missing(
    user: User, django_capture_on_commit_callbacks: Any
) -> None:
    upload = BeginUpload("case.pdf", 30, "", user).execute()
    SendPiece(upload, 20, b"c" * 10, "", user).execute()
    SendPiece(upload, 0, b"a" * 10, "", user).execute()

    with pytest.raises(UploadError, match="Send bytes 10 up to 20"):
        SendPiece(upload, 10, b"b" * 20, "", user).execute()
    with pytest.raises(UploadError, match="Send bytes 10 up to 20"):
        SendPiece(upload, 5, b"b" * 10, "", user).execute()
    SendPiece(upload, 10, b"b" * 10, "", user).execute()

    with django_capture_on_commit_callbacks(execute=True):
        file = FinishUpload(upload, user).execute()
    assert b"".join(get(file)) == b"a" * 10 + b"b" * 10 + b"c" * 10
    assert StoredFile.objects.exclude(wrapped_key=None).get() == file


def test_pieces_of_two_versions_of_a_file_are_not_joined(user: User) -> None:
    old, new = b"a" * 10 + b"b" * 10, b"c" * 10 + b"d" * 10
    upload = BeginUpload("case.pdf", 20, "", user).execute()
    SendPiece(upload, 0, old[:10], "", user).execute()
    SendPiece(upload, 10, new[10:], "", user).execute()
    told = digest((digest(new[:10]) + digest(new[10:])).encode())

    with pytest.raises(UploadError, match="changed while it was sent"):
        FinishUpload(upload, user, told).execute()


def test_another_persons_upload_does_not_exist(
    browser: Client, person: People, logged_in: Browser
) -> None:
    place = begun(browser, b"ten bytes.")
    other = logged_in(person(Role.PARTY))

    answers = [
        other.get(place),
        send(other, place, 0, b"ten bytes."),
        finish(other, place),
        other.post(place + "drop/"),
    ]

    assert [one.status_code for one in answers] == [404] * 4


def test_an_upload_that_is_dropped_leaves_nothing(
    browser: Client, user: User, django_capture_on_commit_callbacks: Any
) -> None:
    place = begun(browser, b"ten bytes.")
    send(browser, place, 0, b"ten b")
    [piece] = Piece.objects.select_related("file", "upload")

    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(place + "drop/").status_code == 204

    assert not StoredFile.objects.exists()
    assert not piece.file.place.exists()
    assert browser.get(place).status_code == 404
    with pytest.raises(UploadError):
        DropUpload(piece.upload, user).execute()


def test_a_full_disk_is_told_and_the_piece_can_be_sent_again(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = begun(browser, b"ten bytes.")

    def full(name: str, _: object) -> None:
        raise DiskFullError(name)

    with monkeypatch.context() as patched:
        patched.setattr("workbench.files.actions.put", full)
        answer = send(browser, place, 0, b"ten bytes.")

    assert answer.status_code == 507
    assert "disk is full" in answer.json()["error"]
    assert send(browser, place, 0, b"ten bytes.").json()["received"] == 10


def test_nobody_has_uploads_without_end(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.files.actions.MOST_OPEN", 2)
    for _ in range(2):
        BeginUpload("case.pdf", 5, "", user).execute()

    with pytest.raises(UploadError, match="2 unfinished uploads"):
        BeginUpload("case.pdf", 5, "", user).execute()


def test_the_sweep_destroys_what_was_abandoned_and_nothing_else(
    browser: Client, user: User, django_capture_on_commit_callbacks: Any
) -> None:
    half, unused, used, young = (begun(browser, b"0123456789") for _ in range(4))
    send(browser, half, 0, b"01234")
    with django_capture_on_commit_callbacks(execute=True):
        for place in (unused, used, young):
            send(browser, place, 0, b"0123456789")
            finish(browser, place)
    sent = {"received": "2014-12-20", "priority": "regular", "uploads": used[15:51]}
    assert browser.post("/cases/new/", sent).status_code == 302
    old = timezone.now() - KEPT - timedelta(minutes=1)
    Upload.objects.exclude(pk=young[15:51]).update(begun=old)

    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads() == 2

    assert [str(one.pk) for one in Upload.objects.all()] == [young[15:51]]
    record = CaseRecord.objects.get()
    assert b"".join(get(record.file)) == b"0123456789"
    assert StoredFile.objects.count() == 2
    call_command("files_sweep")
    assert StoredFile.objects.count() == 2


def test_every_reference_to_a_file_is_protected() -> None:
    """Else the sweep, which asks the database, would take rows with it."""
    links = [
        one
        for one in StoredFile._meta.get_fields(include_hidden=True)
        if one.auto_created and not one.concrete
    ]

    assert len(links) > 5
    assert {one.on_delete for one in links} == {PROTECT}  # type: ignore[union-attr]


def test_a_file_that_came_with_a_refused_form_is_not_kept(browser: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    twice = [SimpleUploadedFile(name, b"the same") for name in ("a.txt", "b.txt")]
    sent = {"received": "2014-12-20", "priority": "regular", "chosen": twice}

    answer = browser.post("/cases/new/", sent)

    assert answer.status_code == 422
    assert b"these bytes are among its records" in answer.content
    assert not StoredFile.objects.exists()
    assert not Case.objects.exists()
