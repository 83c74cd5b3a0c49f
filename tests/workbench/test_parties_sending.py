"""A party sends papers; they become records, and tell nothing of what is there."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.test import Client

from workbench.cases.models import Progress
from workbench.cases.states import OPEN_TO_FILES, State
from workbench.files.actions import BeginUpload, SendPiece
from workbench.files.models import StoredFile
from workbench.files.store import destroy, get, put
from workbench.parties.models import Kind
from workbench.parties.sending import MOST, SendRecords
from workbench.people.models import User

from .conftest import People
from .disputes import dispute, party, standing
from .making import opened

Browser = Callable[[User], Client]


def _words(answer: HttpResponseBase) -> str:
    assert answer.status_code == 200, answer.status_code
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


@pytest.mark.django_db
def test_sent_files_become_records_and_the_case_is_read_once_more(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person)
    case = standing(found.case, State.IN_REVIEW)
    before = case.readings.count()
    files = [SimpleUploadedFile(f"{n}.txt", bytes([65 + n])) for n in range(2)]

    answer = logged_in(found.worker.user).post(
        f"/parties/mine/{case.pk}/records/", {"chosen": files}, follow=True
    )

    assert "We have your 2 papers" in _words(answer)
    case.refresh_from_db()
    assert case.state == State.RECEIVED
    assert case.readings.count() == before + 1
    reading = case.reading
    assert reading is not None
    assert reading.progress == Progress.WAITING
    names = set(case.records.values_list("name", flat=True))
    assert names == {"report.txt", "adjuster-notes.txt", "my-letter.txt"} | {
        "0.txt",
        "1.txt",
    }


@pytest.mark.django_db
def test_bytes_that_the_other_side_sent_are_taken_without_a_word_of_it(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person)
    records, stored = (
        found.case.records.count(),
        StoredFile.objects.filter(destroyed=None),
    )
    before = stored.count()
    same = SimpleUploadedFile("adjuster-notes.txt", b"What the other side wrote.")

    answer = logged_in(found.worker.user).post(
        f"/parties/mine/{found.case.pk}/records/", {"chosen": same}, follow=True
    )

    assert "We have your paper" in _words(answer)
    assert found.case.records.count() == records
    assert stored.count() == before
    assert list(found.worker.sent.values_list("name", flat=True).order_by("pk")) == [
        "my-letter.txt",
        "adjuster-notes.txt",
    ]


@pytest.mark.django_db
def test_a_name_that_the_other_side_uses_is_shown_as_it_was_sent(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person)
    mine = put("adjuster-notes.txt", [b"quite another text"])

    SendRecords(found.worker, [mine], found.worker.user).execute()

    shown = _words(logged_in(found.worker.user).get(f"/parties/mine/{found.case.pk}/"))
    assert "adjuster-notes.txt" in shown
    assert "(2)" not in shown


@pytest.mark.django_db
def test_the_same_file_twice_counts_once(person: People, logged_in: Browser) -> None:
    found = dispute(person)
    address = f"/parties/mine/{found.case.pk}/records/"
    browser = logged_in(found.worker.user)
    readings = found.case.readings.count()

    same = SimpleUploadedFile("again.txt", b"What the worker wrote.")
    answer = browser.post(address, {"chosen": same}, follow=True)

    assert "You sent this before" in _words(answer)
    assert found.worker.sent.count() == 1
    assert found.case.readings.count() == readings


@pytest.mark.django_db
def test_files_are_taken_only_while_the_case_is_open_to_them(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person)
    browser = logged_in(found.worker.user)

    for state in State:
        standing(found.case, state)
        before = found.worker.sent.count()
        file = SimpleUploadedFile(f"{state}.txt", state.encode())
        page = _words(browser.get(f"/parties/mine/{found.case.pk}/"))
        address = f"/parties/mine/{found.case.pk}/records/"
        browser.post(address, {"chosen": file}, follow=True)
        taken = state in OPEN_TO_FILES
        assert (found.worker.sent.count() > before) is taken
        assert ('type="file"' in page) is taken
        assert ("This case takes no more papers" in page) is not taken


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "Elija al menos un archivo"),
        ([b""], "vacío"),
        ([bytes([n]) for n in range(MOST + 1)], f"como máximo {MOST} archivos"),
    ],
)
def test_what_cannot_be_sent_is_told_in_the_language_of_the_reader(
    person: People, logged_in: Browser, files: list[bytes], told: str
) -> None:
    found = dispute(person, "es")
    sent = [SimpleUploadedFile(f"{n}.txt", data) for n, data in enumerate(files)]

    answer = logged_in(found.worker.user).post(
        f"/parties/mine/{found.case.pk}/records/", {"chosen": sent}
    )

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert found.worker.sent.count() == 1


@pytest.mark.django_db
def test_nobody_sends_in_the_name_of_another(person: People) -> None:
    found = dispute(person)
    file = put("a.txt", [b"a"])

    with pytest.raises(Exception, match="party to the case"):
        SendRecords(found.worker, [file], found.insurer.user).execute()

    assert found.case.records.count() == 3


@pytest.mark.django_db
def test_a_form_with_an_upload_that_is_sent_twice_loses_nothing(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person)
    data = b"sent in pieces"
    upload = BeginUpload("pieces.txt", len(data), "", found.worker.user).execute()
    SendPiece(upload, 0, data, "", found.worker.user).execute()
    browser = logged_in(found.worker.user)
    address = f"/parties/mine/{found.case.pk}/records/"

    first = browser.post(address, {"uploads": str(upload.pk)}, follow=True)
    second = browser.post(address, {"uploads": str(upload.pk)}, follow=True)

    assert "We have your paper" in _words(first)
    assert "You sent this before" in _words(second)
    row = found.worker.sent.select_related("record__file").get(name="pieces.txt")
    assert b"".join(get(row.record.file)) == data


@pytest.mark.django_db
def test_an_upload_that_is_sent_to_two_cases_is_a_file_of_each(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person)
    user, data = found.worker.user, b"sent in pieces"
    other = opened(found.coordinator, b"Another case.")
    party(other, user, Kind.WORKER, found.coordinator)
    upload = BeginUpload("pieces.txt", len(data), "", user).execute()
    SendPiece(upload, 0, data, "", user).execute()
    browser = logged_in(user)

    for case in (found.case, other, found.case, other):
        address = f"/parties/mine/{case.pk}/records/"
        assert browser.post(address, {"uploads": str(upload.pk)}).status_code == 302

    one, two = (
        case.records.get(name="pieces.txt").file for case in (found.case, other)
    )
    assert one != two
    destroy(one)
    assert b"".join(get(two)) == data


@pytest.mark.django_db
def test_an_upload_of_the_other_side_is_not_taken(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person)
    upload = BeginUpload("theirs.txt", 1, "", found.insurer.user).execute()
    SendPiece(upload, 0, b"x", "", found.insurer.user).execute()

    logged_in(found.worker.user).post(
        f"/parties/mine/{found.case.pk}/records/", {"uploads": str(upload.pk)}
    )

    assert found.worker.sent.count() == 1
    assert found.case.records.count() == 3


@pytest.mark.django_db
def test_a_record_of_a_party_is_sealed_and_whole(person: People) -> None:
    found = dispute(person)

    row = found.worker.sent.select_related("record__file").get()

    assert b"".join(get(row.record.file)) == b"What the worker wrote."
    assert b"worker" not in row.record.file.place.read_bytes()
