"""The case file on the desk: who sees it, what is shown, what is recorded."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from workbench.assignment.models import Assignment
from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.files.store import destroy
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.review.models import Book
from workbench.review.viewer import reading_record
from workbench.review.viewer.case_book import (
    book_of,
)

from .conftest import People
from .desk import filed, on_desk

Browser = Callable[[User], Client]
Desk = tuple[Assignment, Client]
ADDRESSES = [
    "pages/",
    "pages/1/",
    "pages/1/picture/",
    "documents/",
    "search/?q=spasm",
    "timeline/",
    "timeline/picture/",
]


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


def _offset(case: Case, words: str) -> int:
    return book_of(case.readings.get()).case.pages[0].text.index(words)


def _acts(act: str) -> list[dict[str, object]]:
    return [entry.details for entry in Entry.objects.filter(act=act).order_by("number")]


# Who may open the file


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_file_is_open_to_its_reviewer_after_the_attestation_only(
    desk: Desk, address: str, person: People, logged_in: Browser
) -> None:
    assignment, _ = desk
    answers = [_at(desk, address)]
    other = logged_in(person(Role.REVIEWER))
    answers.append(_at((assignment, other), address))
    Assignment.objects.filter(pk=assignment.pk).update(attested=None)
    answers.append(_at(desk, address))
    now = timezone.now()
    Assignment.objects.filter(pk=assignment.pk).update(attested=now, ended=now)
    answers.append(_at(desk, address))

    assert answers[0][0] in {200, 302}
    for status, body in answers[1:]:
        assert status == 404
        assert "spasm" not in body
        assert assignment.case.number not in body


@pytest.mark.django_db
def test_a_case_that_was_not_read_has_no_pages_yet(
    desk: Desk, chief: User, case: Case
) -> None:
    case.readings.update(case_file=None)

    assert _at(desk, "pages/1/")[0] == 404


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "4", "99999999999999999999999"])
def test_a_page_that_is_none_is_not_found(desk: Desk, number: str) -> None:
    assert _at(desk, f"pages/{number}/")[0] == 404
    assert _at(desk, f"pages/{number}/picture/")[0] == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "leads"), [("2", 2), ("99", 3), ("0", 1), ("x", 1), ("", 1)]
)
def test_a_typed_number_leads_to_the_nearest_page(
    desk: Desk, typed: str, leads: int
) -> None:
    assignment, browser = desk

    answer = browser.get(f"/desk/{assignment.pk}/pages/?number={typed}")

    assert answer["Location"] == f"/desk/{assignment.pk}/pages/{leads}/"


# One page


@pytest.mark.django_db
def test_a_page_shows_picture_words_and_where_it_belongs(
    desk: Desk, case: Case
) -> None:
    status, body = _at(desk, "pages/1/")
    start = _offset(case, "Tizanidine")

    assert status == 200
    assert "Page 1 of 3" in body
    assert "11/06/2014" in body
    assert re.search(
        rf'<tspan data-s="{start}" x="40\.\d+" y="[\d.]+" font-size="[\d.]+"'
        r' textLength="[\d.]+" lengthAdjust="spacingAndGlyphs">Tizanidine </tspan>',
        body,
    )
    assert 'style="' not in body


@pytest.mark.django_db
def test_words_of_a_record_are_never_markup(
    chief: User, person: People, logged_in: Browser
) -> None:
    reviewer = person(Role.REVIEWER)
    words = "<script>alert(1)</script> spasm & <b>pain</b>"
    desk = on_desk(filed(chief, [words]), reviewer, chief), logged_in(reviewer)

    for address in ("pages/1/?q=alert", "search/?q=alert"):
        status, body = _at(desk, address)
        assert status == 200
        assert "alert" in body
        assert "<script>alert" not in body
        assert "<b>" not in body


@pytest.mark.django_db
def test_htmx_gets_the_section_alone(desk: Desk) -> None:
    _, whole = _at(desk, "pages/1/")
    _, alone = _at(desk, "pages/1/", HX_Request="true")

    assert whole.startswith("<!doctype html>")
    assert alone.strip().startswith("<section id=")
    assert alone.count("<section") == 1
    assert "<html" not in alone


def _marks(body: str) -> list[str]:
    return re.findall(r'<rect class="(\w+)"', body)


@pytest.mark.django_db
def test_quotes_hits_and_what_was_asked_for_are_marked(desk: Desk, case: Case) -> None:
    start, end = _offset(case, "Tizanidine"), _offset(case, " back")
    _, plain = _at(desk, "pages/1/")
    _, asked = _at(desk, f"pages/1/?start={start}&end={end}")
    _, found = _at(desk, "pages/2/?q=sleeps")

    assert _marks(plain) == ["quote"]
    assert '<mark class="quote">spasm</mark>' in plain
    assert sorted(_marks(asked)) == ["asked", "asked", "quote"]  # over two lines
    assert '<mark class="asked">Tizanidine 4 mg #60</mark>' in asked
    assert _marks(found) == ["hit"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked", ["start=x&end=-3", "start=9&end=2", "zoom=0&turn=45", "start=9999&end=1e9"]
)
def test_what_makes_no_sense_is_as_if_not_asked(desk: Desk, asked: str) -> None:
    status, body = _at(desk, f"pages/2/?{asked}")

    assert status == 200
    assert _marks(body) == []


@pytest.mark.django_db
def test_a_page_can_be_turned_without_scripts(desk: Desk) -> None:
    _, body = _at(desk, "pages/1/?turn=90&zoom=150")

    assert 'viewBox="0 0 792 612" width="150%"' in body
    assert 'transform="translate(792 0) rotate(90)"' in body


@pytest.mark.django_db
def test_a_page_that_was_not_read_says_so_and_shows_its_picture(desk: Desk) -> None:
    status, body = _at(desk, "pages/3/")

    assert status == 200
    assert "This page could not be read" in body
    assert "<image " in body
    assert "No words are known of this page." in body


@pytest.mark.django_db
def test_files_without_pictures_and_damaged_ones_show_a_notice(
    chief: User, person: People, logged_in: Browser
) -> None:
    more = {"letter.txt": b"Words alone.", "torn.pdf": b"%PDF-1.7 torn"}
    reviewer = person(Role.REVIEWER)
    desk = on_desk(filed(chief, more=more), reviewer, chief), logged_in(reviewer)

    bodies = [_at(desk, f"pages/{number}/") for number in (1, 5)]
    pictures = [_at(desk, f"pages/{number}/picture/") for number in (1, 5)]

    assert [status for status, _ in bodies] == [200, 200]
    assert all("There is no picture of this page" in body for _, body in bodies)
    assert "Words alone." in bodies[0][1]
    assert [status for status, _ in pictures] == [404, 404]
    assert pictures[0][1] == (
        "There is no picture of this page: files of this kind hold text and no "
        "pictures of pages."
    )


@pytest.mark.django_db
def test_a_record_that_is_gone_costs_its_pictures_and_no_text(
    desk: Desk, case: Case
) -> None:
    case.records.get().file.place.unlink()

    status, _ = _at(desk, "documents/")
    lost, told = _at(desk, "pages/1/")

    assert status == 200
    assert (lost, "cut off on the disk" in told) == (503, True)


@pytest.mark.django_db
def test_a_destroyed_book_is_not_given_out_of_memory(desk: Desk) -> None:
    _at(desk, "documents/")
    destroy(Book.objects.get().file)

    status, body = _at(desk, "documents/")

    assert status == 503
    assert "destroyed" in body


# What is recorded


@pytest.mark.django_db
def test_each_page_is_recorded_once_a_view_and_its_picture_with_it(desk: Desk) -> None:
    _at(desk, "pages/1/")
    _at(desk, "pages/1/picture/")
    _at(desk, "pages/1/?turn=90")
    _at(desk, "pages/2/picture/")
    _at(desk, "pages/1/")

    assert _acts("read-page") == [{"page": 1}, {"page": 2}]
    entry = Entry.objects.filter(act="read-page").first()
    assert entry is not None
    assert (entry.subject, entry.case) == (str(desk[0].pk), str(desk[0].case_id))


@pytest.mark.django_db
def test_a_page_is_recorded_again_after_a_minute(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(desk, "pages/1/")
    monkeypatch.setattr(reading_record, "SAME_VIEW", timedelta(0))

    _at(desk, "pages/1/")

    assert _acts("read-page") == [{"page": 1}, {"page": 1}]


@pytest.mark.django_db
def test_a_page_that_is_not_shown_is_not_recorded(desk: Desk) -> None:
    _at(desk, "pages/9/")
    _at(desk, "pages/9/picture/")

    assert _acts("read-page") == []


@pytest.mark.django_db
def test_lists_and_searches_are_recorded_without_their_words(desk: Desk) -> None:
    _at(desk, "documents/")
    _at(desk, "search/?q=spasm")
    _at(desk, "search/")
    _at(desk, "timeline/")

    assert _acts("read-documents") == [{}]
    assert _acts("search-case") == [{"pages": 2}]
    assert _acts("read-timeline") == [{}]


# Documents, search, timeline


@pytest.mark.django_db
def test_documents_stand_by_date_and_pages_that_do_not_count_with_why(
    desk: Desk,
) -> None:
    _, body = _at(desk, "documents/")

    assert body.index("10/02/2014") < body.index("11/06/2014")
    listed = re.findall(r'<th scope="row">\s*<a href="[^"]*" data-page="(\d)"', body)
    assert listed[:2] == ["2", "1"]
    below = body[body.index("Pages that did not count") :]
    assert 'data-page="3"' in below
    assert "Unreadable" in below


@pytest.mark.django_db
def test_a_search_leads_to_pages_with_the_words_marked(desk: Desk) -> None:
    assignment, _ = desk

    status, body = _at(desk, 'search/?q="low+back"+spas')

    assert status == 200
    assert "2 hits on 1 page." in body
    assert "Low back" in re.findall(r"<mark>(.*?)</mark>", body)
    links = re.findall(rf'href="(/desk/{assignment.pk}/pages/1/\?[^"]*)"', body)
    there = unescape(links[-1]).removeprefix(f"/desk/{assignment.pk}/")
    _, page = _at(desk, there)
    assert {"asked", "hit"} <= set(_marks(page))


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "%00", '"', "(" * 199])
def test_a_search_for_anything_finds_nothing_unharmed(desk: Desk, query: str) -> None:
    assignment, browser = desk

    answer = browser.get(f"/desk/{assignment.pk}/search/", {"q": query})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.django_db
def test_a_search_that_finds_much_is_shown_part_by_part(
    chief: User, person: People, logged_in: Browser
) -> None:
    reviewer = person(Role.REVIEWER)
    case = filed(chief, [f"Visit {number}: spasm" for number in range(1, 46)])
    desk = on_desk(case, reviewer, chief), logged_in(reviewer)

    _, first = _at(desk, "search/?q=spasm")
    _, second = _at(desk, "search/?q=spasm&skip=40")

    assert "45 hits on 45 pages, 1 to 40 shown." in first
    assert 'href="?q=spasm&amp;skip=40" rel="next"' in first
    assert "41 to 45 shown." in second
    assert 'href="?q=spasm&amp;skip=0" rel="prev"' in second


@pytest.mark.django_db
def test_the_timeline_links_each_point_to_its_words(desk: Desk) -> None:
    _, body = _at(desk, "timeline/")
    status, drawn = _at(desk, "timeline/picture/")

    assert "tizanidine" in body
    assert re.search(r'data-page="1" data-start="\d+" data-end="\d+"', body)
    assert status == 200
    assert drawn.startswith("<?xml")
