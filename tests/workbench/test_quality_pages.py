"""The quality lead's pages: the queue, one case, its files."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from workbench.assignment.models import Assignment
from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.quality.actions import PassSignature, ReturnToReviewer
from workbench.quality.models import Check, Release
from workbench.quality.queue import due
from workbench.review.models import Signature

from .conftest import People
from .making import opened
from .signed import AGREE, NO, Files, in_review, otherwise, sign, signed

Browser = Callable[[User], Client]
TODAY = dt.date(2026, 3, 10)
EMPTY = Files(b"%PDF-", b"{}", b"{}", "0" * 64)


def _case(person: People, seats: int = 1, signatures: int = 1) -> Case:
    """Return a case with signatures whose files nobody opens."""
    by = person(Role.COORDINATOR)
    case = opened(by, str(Case.objects.count()).encode())
    for seat in range(1, seats + 1):
        Assignment.objects.create(
            case=case,
            reviewer=person(Role.REVIEWER),
            seat=seat,
            assigned=timezone.now(),
            assigned_by=by,
        )
    for seat in range(1, signatures + 1):
        sign(case, seat, EMPTY)
    return case


def _pass(case: Case, lead: User, *seats: int) -> None:
    for signature in Signature.objects.filter(case=case, assignment__seat__in=seats):
        Check.objects.create(
            signature=signature, outcome="passed", at=timezone.now(), by=lead
        )


def _numbers(page: object) -> list[str]:
    rows = page.context["rows"]  # type: ignore[attr-defined]
    return [case.number for case, _ in rows]


@pytest.mark.django_db
def test_what_is_due_first_stands_first(person: People, logged_in: Browser) -> None:
    cases = [_case(person) for _ in range(3)]
    for case, day in zip(cases, (None, dt.date(2026, 3, 9), TODAY), strict=True):
        Case.objects.filter(pk=case.pk).update(next_due=day)

    page = logged_in(person(Role.QUALITY)).get("/quality/")

    assert _numbers(page) == [cases[1].number, cases[2].number, cases[0].number]
    assert "1 of 1" in page.content.decode()


@pytest.mark.django_db
def test_the_queue_is_narrowed_by_how_far_the_seats_are(
    person: People, logged_in: Browser
) -> None:
    lead = person(Role.QUALITY)
    half, ready, fresh = _case(person, 2, 1), _case(person, 2, 2), _case(person)
    _pass(half, lead, 1)
    _pass(ready, lead, 1, 2)
    back = _case(person)
    back.signatures.update(returned=timezone.now())
    Case.objects.filter(pk=back.pk).update(state=State.IN_REVIEW)
    gone = _case(person)
    Case.objects.filter(pk=gone.pk).update(state=State.RELEASED)
    browser = logged_in(lead)

    def shown(**asked: str) -> list[str]:
        return _numbers(browser.get("/quality/", asked))

    assert shown() == [half.number, ready.number, fresh.number]
    assert shown(shown="check") == [half.number, fresh.number]
    assert shown(shown="ready") == [ready.number]
    assert shown(shown="returned") == [back.number]
    assert shown(shown="released") == [gone.number]
    assert shown(shown="anything") == [half.number, ready.number, fresh.number]
    assert shown(words=ready.number[-3:]) == [ready.number]
    assert shown(words="\0", page="9") == [half.number, ready.number, fresh.number]


@pytest.mark.django_db
def test_a_seat_that_was_given_up_counts_no_more(
    person: People, logged_in: Browser
) -> None:
    case = _case(person, 2, 2)
    Assignment.objects.filter(case=case, seat=2).update(ended=timezone.now())

    page = logged_in(person(Role.QUALITY)).get("/quality/")

    [(row, _)] = page.context["rows"]
    assert (row.seats, row.signed, row.passed) == (1, 1, 0)


@pytest.mark.django_db
def test_many_cases_ask_the_database_no_more(
    person: People,
    logged_in: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(4):
        _case(person)
    browser = logged_in(person(Role.QUALITY))
    browser.get("/quality/")

    with django_assert_max_num_queries(8):
        browser.get("/quality/")


@pytest.mark.parametrize(
    ("day", "words", "tag"),
    [
        (dt.date(2026, 3, 8), "2 days late", "bad"),
        (dt.date(2026, 3, 9), "1 day late", "bad"),
        (TODAY, "due today", "warn"),
        (dt.date(2026, 3, 11), "1 day left", "warn"),
        (dt.date(2026, 3, 20), "10 days left", "good"),
    ],
)
def test_days_left_are_told_in_words(day: dt.date, words: str, tag: str) -> None:
    found = due(day, TODAY)

    assert found is not None
    assert (found.words, found.tag) == (words, tag)
    assert due(None, TODAY) is None


@pytest.mark.django_db
def test_the_page_shows_decisions_findings_and_the_letter_and_records_each_look(
    person: People, logged_in: Browser
) -> None:
    lead = person(Role.QUALITY)
    case = signed(
        person(Role.COORDINATOR),
        person(Role.REVIEWER),
        person(Role.REVIEWER),
        choices=[otherwise(1, NO), AGREE],
    )
    browser = logged_in(lead)

    page = browser.get(f"/quality/{case.pk}/")

    words = page.content.decode()
    assert page.status_code == 200
    assert "1. Cyclobenzaprine 7.5 mg #20" in words
    assert "not as proposed" in words
    assert "outweighs the gain" in words
    assert "statement-without-evidence" in words
    assert "even split, rule not verified" in words
    assert "OPENIMR_CORPUS" in words
    for reviewer in Assignment.objects.filter(case=case):
        assert reviewer.reviewer.name not in words
    letter = browser.get(f"/quality/{case.pk}/seats/2/letter/")
    kept = browser.get(f"/quality/{case.pk}/seats/2/letter/?keep=yes")
    assert letter.content.startswith(b"%PDF-")
    assert letter["Content-Disposition"].startswith("inline")
    assert kept["Content-Disposition"].startswith("attachment")
    acts = Entry.objects.filter(who=lead, case=case.pk)
    assert sorted(acts.values_list("act", flat=True)) == [
        "open-quality-page",
        "read-signed-letter",
        "read-signed-letter",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_lead_passes_and_releases_without_javascript(
    person: People, logged_in: Browser
) -> None:
    lead = person(Role.QUALITY)
    case = signed(person(Role.COORDINATOR), person(Role.REVIEWER))
    browser, at = logged_in(lead), f"/quality/{case.pk}/"

    browser.post(f"{at}seats/1/examine/")
    browser.post(f"{at}seats/1/pass/")
    done = browser.post(f"{at}release/", follow=True)
    browser.post(f"{at}release/")

    assert "The parties can read" in done.content.decode()
    assert Release.objects.get().case == case
    for name, begins in (
        ("letter.pdf", b"%PDF-"),
        ("reader.es.pdf", b"%PDF-"),
        ("publication.json", b"{"),
    ):
        given = browser.get(f"{at}files/{name}/")
        assert given.content.startswith(begins)
    assert browser.get(f"{at}files/nothing.pdf/").status_code == 404
    assert Entry.objects.filter(act="read-released-file").count() == 3


@pytest.mark.django_db
def test_a_return_without_words_is_refused_on_the_page(
    person: People, logged_in: Browser
) -> None:
    case = signed(person(Role.COORDINATOR), person(Role.REVIEWER))
    browser, at = logged_in(person(Role.QUALITY)), f"/quality/{case.pk}/"

    refused = browser.post(f"{at}seats/1/return/", {"comment": "\0"}, follow=True)
    done = browser.post(
        f"{at}seats/1/return/", {"reason": "other", "comment": "Look."}, follow=True
    )

    assert "Say what is to be mended" in refused.content.decode()
    assert "the reviewer is told why" in done.content.decode()
    assert browser.post(f"{at}seats/1/return/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["seats/1/letter/", "seats/7/letter/", "files/letter.pdf/"]
)
def test_what_is_not_there_is_not_found(
    person: People, logged_in: Browser, address: str
) -> None:
    case = opened(person(Role.COORDINATOR))

    answer = logged_in(person(Role.QUALITY)).get(f"/quality/{case.pk}/{address}")

    assert answer.status_code == 404
    assert case.number not in answer.content.decode()


@pytest.mark.django_db
def test_a_letter_that_the_disk_lost_is_told_in_a_sentence(
    person: People, logged_in: Browser
) -> None:
    case = _case(person)
    signature = Signature.objects.get()
    signature.letter.place.unlink()
    browser = logged_in(person(Role.QUALITY))

    letter = browser.get(f"/quality/{case.pk}/seats/1/letter/")
    page = browser.get(f"/quality/{case.pk}/")

    assert letter.status_code == 503
    assert "Restore it from a backup" in letter.content.decode()
    assert page.status_code == 200
    assert "note error" in page.content.decode()


@pytest.mark.django_db
def test_a_case_of_one_seat_shows_no_table_of_seats(
    person: People, logged_in: Browser
) -> None:
    by = person(Role.COORDINATOR)
    case = in_review(by, [person(Role.REVIEWER)])
    lead = person(Role.QUALITY)
    browser = logged_in(lead)
    assert "not signed" in browser.get(f"/quality/{case.pk}/").content.decode()

    sign(case, 1)
    PassSignature(Signature.objects.get(), lead).execute()
    ready = browser.get(f"/quality/{case.pk}/").content.decode()
    ReturnToReviewer(Signature.objects.get(), "other", "Look.", lead).execute()
    back = browser.get(f"/quality/{case.pk}/").content.decode()

    assert "Seats side by side" not in ready
    assert "<button>Release</button>" in ready
    assert "Returned to the reviewer: something else" in back
    assert "<button>Release</button>" not in back
