"""Pictures of pages: drawn before anybody looks, sealed, sent as browsers like."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from openimr.domain import PageFace
from workbench.assignment.models import Assignment
from workbench.cases.actions import move
from workbench.cases.models import Case, Reading
from workbench.cases.states import State
from workbench.errors import DiskFullError
from workbench.files.models import StoredFile
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.review.models import Book, Sheaf
from workbench.review.viewer import sheaves
from workbench.review.viewer.case_book import (
    CaseBook,
    book_of,
    row_of,
    shown_reading,
)
from workbench.review.viewer.keeping import keep
from workbench.review.viewer.sheaves import draw_missing
from workbench.review.viewer.tasks import ask_for_drawing, draw_pages

from .conftest import People
from .desk import filed, on_desk

Browser = Callable[[User], Client]
Desk = tuple[Assignment, Client]


@pytest.fixture
def chief(person: People) -> User:
    return person(Role.COORDINATOR)


@pytest.fixture
def case(chief: User) -> Case:
    return filed(chief)


@pytest.fixture
def desk(case: Case, chief: User, person: People, logged_in: Browser) -> Desk:
    reviewer = person(Role.REVIEWER)
    return on_desk(case, reviewer, chief), logged_in(reviewer)


def _at(desk: Desk, address: str, **headers: str) -> tuple[int, str]:
    assignment, browser = desk
    answer = browser.get(f"/desk/{assignment.pk}/{address}", headers=headers)
    return answer.status_code, answer.content.decode("utf-8", "replace")


@pytest.mark.django_db
def test_a_picture_is_webp_or_png_by_what_the_browser_takes(desk: Desk) -> None:
    assignment, browser = desk
    there = f"/desk/{assignment.pk}/pages/1/picture/"

    web = browser.get(there, headers={"Accept": "image/webp,*/*"})
    old = browser.get(there, headers={"Accept": "image/png"})

    for answer, kind in ((web, "WEBP"), (old, "PNG")):
        assert answer["Content-Type"] == f"image/{kind.lower()}"
        assert Image.open(io.BytesIO(answer.content)).size == (1700, 2200)
        assert Image.open(io.BytesIO(answer.content)).format == kind
        assert answer["Cache-Control"] == "private, no-cache"
    assert web["ETag"] != old["ETag"]


@pytest.mark.django_db
def test_a_picture_that_the_browser_has_is_not_sent_again(desk: Desk) -> None:
    assignment, browser = desk
    there = f"/desk/{assignment.pk}/pages/1/picture/"
    tag = browser.get(there)["ETag"]

    again = browser.get(there, headers={"If-None-Match": tag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


@pytest.mark.django_db
def test_pages_are_drawn_before_anybody_looks_and_only_once(
    case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    reading = case.readings.get()

    draw_pages.func(str(reading.pk))
    before = list(Sheaf.objects.values_list("first", "last", "file"))
    draw_pages.func(str(reading.pk))

    assert [sheaf[:2] for sheaf in before] == [(1, 3)]
    assert list(Sheaf.objects.values_list("first", "last", "file")) == before
    assert Book.objects.get().timeline is not None
    assert not any((tmp_path / "work").iterdir())


@pytest.mark.django_db
def test_the_rest_is_drawn_around_what_somebody_opened_first(
    desk: Desk, case: Case
) -> None:
    _at(desk, "pages/2/")
    reading = shown_reading(case)
    assert reading is not None

    drawn = draw_missing(reading, book_of(reading))

    assert drawn == 2
    spans = sorted(Sheaf.objects.values_list("first", "last"))
    assert spans == [(1, 1), (2, 2), (3, 3)]


@pytest.mark.django_db
def test_pictures_lie_sealed_on_the_disk(case: Case) -> None:
    draw_pages.func(str(case.readings.get().pk))

    for file in (Sheaf.objects.get().file, Book.objects.get().file):
        content = file.place.read_bytes()
        assert b"WEBP" not in content
        assert b"spasm" not in content


@pytest.mark.django_db
def test_an_assigned_case_is_put_in_the_queue_to_be_drawn(case: Case) -> None:
    from django_tasks_db.models import DBTaskResult

    for state in (State.READ, State.READY, State.ASSIGNED):
        move(case, state)

    waiting = DBTaskResult.objects.filter(task_path__endswith="viewer.tasks.draw_pages")
    assert waiting.count() == 1


@pytest.mark.django_db
def test_drawing_is_asked_for_again_after_a_while_only(case: Case) -> None:
    from django_tasks_db.models import DBTaskResult

    reading = case.readings.get()
    for _ in range(3):
        ask_for_drawing(reading)
    first = DBTaskResult.objects.filter(queue_name="review").count()
    early = timezone.now() - timedelta(minutes=11)
    Book.objects.filter(pk=row_of(reading).pk).update(asked=early)
    ask_for_drawing(reading)

    assert first == 1
    assert DBTaskResult.objects.filter(queue_name="review").count() == 2


@pytest.mark.django_db
def test_two_who_make_the_same_leave_one_and_no_words_behind(case: Case) -> None:
    reading, again = case.readings.get(), case.readings.get()
    before = StoredFile.objects.count()

    assert keep("a", b"one", lambda file: _book_row(reading, file)) is not None
    assert keep("b", b"other", lambda file: _book_row(again, file)) is None

    assert StoredFile.objects.count() == before + 1
    kept = {file.place for file in StoredFile.objects.all()}
    lying = {path for path in settings.FILES_FOLDER.rglob("*") if path.is_file()}
    assert lying == kept


def _book_row(reading: Reading, file: StoredFile) -> Book:
    return Book.objects.create(reading=reading, file=file)


@pytest.mark.django_db
def test_a_batch_whose_first_page_somebody_drew_meanwhile_keeps_the_rest(
    case: Case,
) -> None:
    reading = case.readings.get()
    book = book_of(reading)
    draw = sheaves.draw

    def overtaken(*given: object) -> Iterator[tuple[int, PageFace]]:
        yield from draw(*given)  # type: ignore[arg-type]
        sheaves.face_of(reading, book, 1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheaves, "draw", overtaken)
        patch.setattr(sheaves, "face_of", _drawn_alone(draw))
        draw_missing(reading, book)

    spans = sorted(Sheaf.objects.values_list("first", "last"))
    assert spans == [(1, 1), (2, 3)]


def _drawn_alone(draw: Callable[..., Iterator[tuple[int, PageFace]]]) -> object:
    def alone(reading: Reading, book: CaseBook, number: int) -> None:
        sheaves._keep(reading, dict(draw(reading, book, [number])))

    return alone


@pytest.mark.django_db
def test_a_page_is_shown_though_the_disk_takes_no_picture(
    desk: Desk, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_of(case.readings.get())

    def full(*_: object) -> None:
        raise DiskFullError("pages.sheaf")

    monkeypatch.setattr(sheaves, "_keep", full)

    status, body = _at(desk, "pages/1/")

    assert (status, "<image " in body) == (200, True)


@pytest.mark.django_db
def test_a_disk_without_room_to_draw_is_told_in_a_sentence(
    desk: Desk, case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "work").write_text("no folder")
    monkeypatch.setattr(settings, "DATA", tmp_path)

    status, body = _at(desk, "pages/1/")

    assert status == 503
    assert "Ask the administrator to make room." in body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "most"),
    [("pages/1/", 14), ("pages/1/picture/", 14), ("documents/", 12)],
)
def test_pages_ask_the_database_little(
    desk: Desk,
    case: Case,
    address: str,
    most: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    draw_pages.func(str(case.readings.get().pk))
    _at(desk, "pages/")

    with django_assert_max_num_queries(most):
        status, _ = _at(desk, address)

    assert status == 200
