"""Each case has files of its own, whatever they came in with."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from workbench.cases.actions import AddRecord, OpenCase
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import RecordError
from workbench.files.actions import BeginUpload, FinishUpload, SendPiece
from workbench.files.models import StoredFile
from workbench.files.store import destroy, get
from workbench.operations.retention import DestroyFiles, Share
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .making import DAY, opened

DATA = b"A report that came in pieces."


def _uploaded(by: User) -> tuple[str, StoredFile]:
    upload = BeginUpload("report.txt", len(DATA), "", by).execute()
    SendPiece(upload, 0, DATA, "", by).execute()
    return str(upload.pk), FinishUpload(upload, by).execute()


@pytest.mark.django_db(transaction=True)
def test_destroying_a_case_leaves_another_that_took_the_same_upload(
    person: People, logged_in: Callable[[User], Client]
) -> None:
    by = person(Role.COORDINATOR)
    browser, (upload, first) = logged_in(by), _uploaded(by)
    asked = {"received": "2014-12-20", "priority": "regular", "uploads": upload}
    for _ in range(2):
        assert browser.post("/cases/new/", asked).status_code == 302
    gone, left = Case.objects.order_by("number")

    Case.objects.filter(pk=gone.pk).update(state=State.WITHDRAWN)
    before = timezone.now() + timedelta(days=1)
    DestroyFiles(gone, Share.RECORDS, before).execute()

    record = left.records.get()
    assert (record.name, record.sha256) == ("report.txt", first.sha256)
    assert gone.records.get().file == first
    assert b"".join(get(record.file)) == DATA


@pytest.mark.django_db
def test_a_second_use_is_a_copy_and_a_first_one_is_not(person: People) -> None:
    by = person(Role.COORDINATOR)
    _, file = _uploaded(by)
    one = OpenCase(DAY, [file], by).execute()

    other = AddRecord(opened(by), file, by).execute()

    assert one.records.get().file == file
    assert other.file != file
    assert (other.file.name, other.file.sha256) == (file.name, file.sha256)
    assert other.file.place.read_bytes() != file.place.read_bytes()


@pytest.mark.django_db
def test_a_file_that_was_destroyed_is_no_record(person: People) -> None:
    by = person(Role.COORDINATOR)
    _, file = _uploaded(by)
    destroy(file)

    with pytest.raises(RecordError, match="Send it again"):
        OpenCase(DAY, [file], by).execute()
    assert not Case.objects.exists()
