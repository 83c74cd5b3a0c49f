"""Parties see their own case, what they sent and were told, and nothing else."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.utils import timezone

from workbench.audit.models import Entry
from workbench.cases.models import Case, Telling, What
from workbench.cases.states import State
from workbench.files.models import StoredFile
from workbench.parties.actions import EndParty
from workbench.parties.models import Kind, Sent
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .disputes import SECRETS, dispute, party, released, standing
from .making import example, opened, read

Browser = Callable[[User], Client]


def _pages(case: Case) -> list[str]:
    of_case = f"/parties/mine/{case.pk}/"
    return ["/", "/parties/", "/parties/news/", of_case]


def _words(answer: HttpResponseBase) -> str:
    assert answer.status_code == 200, answer.status_code
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_of_a_party_tells_of_reviewer_other_side_or_proposal(
    person: People, logged_in: Browser, language: str
) -> None:
    found = dispute(person, language)
    released(found)
    browser = logged_in(found.worker.user)

    for state in State:
        standing(found.case, state)
        for address in _pages(found.case):
            shown = _words(browser.get(address))
            assert [secret for secret in SECRETS if secret in shown] == []
            assert f'<html lang="{language}">' in shown


@pytest.mark.django_db
def test_each_side_sees_its_own_uploads_alone(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person)
    address = f"/parties/mine/{found.case.pk}/"

    worker = _words(logged_in(found.worker.user).get(address))
    insurer = _words(logged_in(found.insurer.user).get(address))

    assert "my-letter.txt" in worker
    assert "adjuster-notes.txt" not in worker
    assert "adjuster-notes.txt" in insurer
    assert "my-letter.txt" not in insurer


def _of_case(case: Case) -> list[str]:
    base = f"/parties/mine/{case.pk}/"
    return [base, f"{base}letter/", f"{base}sheets/reader.en.pdf/"]


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["party of another case", "ended party"])
def test_a_case_that_is_not_ones_own_is_not_there(
    person: People, logged_in: Browser, who: str
) -> None:
    found = dispute(person)
    released(found)
    user = found.worker.user
    if who == "ended party":
        EndParty(found.worker, found.coordinator).execute()
    else:
        user = person(Role.PARTY)
        other = opened(found.coordinator, b"another")
        party(other, user, Kind.WORKER, found.coordinator)
    browser = logged_in(user)
    send = f"/parties/mine/{found.case.pk}/records/"

    answers = [browser.get(address) for address in _of_case(found.case)]
    answers.append(browser.post(send, {"chosen": SimpleUploadedFile("a.txt", b"a")}))

    for answer in answers:
        assert answer.status_code == 404
        assert found.case.number not in answer.content.decode()
    for address in ("/parties/", "/parties/news/"):
        assert found.case.number not in _words(browser.get(address))
    assert Sent.objects.count() == 2


@pytest.mark.django_db
def test_nothing_is_downloaded_before_the_release(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person)
    released(found)
    browser = logged_in(found.worker.user)

    for state in State:
        standing(found.case, state)
        codes = [browser.get(one).status_code for one in _of_case(found.case)]
        paper = 200 if state is State.RELEASED else 404
        assert codes == [200, paper, paper]


@pytest.mark.django_db
def test_letter_and_plain_versions_are_downloaded_and_recorded(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person, "es")
    released(found)
    browser = logged_in(found.worker.user)
    base = f"/parties/mine/{found.case.pk}/"

    page = _words(browser.get(base))
    letter = browser.get(f"{base}letter/")
    spanish = browser.get(f"{base}sheets/reader.es.pdf/")
    others = [browser.get(f"{base}sheets/{n}/") for n in ("internal.pdf", "../x", "a")]

    assert letter.content == b"%PDF-1.7 the letter"
    assert letter["Content-Type"] == "application/pdf"
    assert spanish.content == b"%PDF-1.7 reader.es.pdf"
    assert {answer.status_code for answer in others} == {404}
    assert page.index("reader.es.pdf") < page.index("reader.en.pdf")
    acts = Entry.objects.filter(who_id=found.worker.user.pk, act__startswith="read-")
    assert list(acts.values_list("act", flat=True)) == ["read-letter", "read-sheet"]


@pytest.mark.django_db
def test_a_letter_that_was_destroyed_is_told_in_a_sentence(
    person: People, logged_in: Browser
) -> None:
    found = dispute(person)
    release = released(found)
    StoredFile.objects.filter(pk=release.letter.pk).update(wrapped_key=None)
    browser = logged_in(found.worker.user)

    answer = browser.get(f"/parties/mine/{found.case.pk}/letter/", follow=True)

    assert "We cannot give you this paper right now" in _words(answer)


@pytest.mark.django_db
def test_pages_of_a_party_ask_the_database_little(
    person: People,
    logged_in: Browser,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    found = dispute(person)
    released(found)
    browser = logged_in(found.worker.user)

    for address in _pages(found.case):
        with django_assert_max_num_queries(32):  # type: ignore[attr-defined]
            browser.get(address)


@pytest.mark.django_db(transaction=True)
def test_the_day_of_the_decision_is_told_where_the_clock_knows_it(
    person: People, logged_in: Browser
) -> None:
    by, user = person(Role.COORDINATOR), person(Role.PARTY)
    User.objects.filter(pk=user.pk).update(language="es")
    case = example(by)
    party(case, user, Kind.WORKER, by)
    read(case)
    standing(case, State.IN_REVIEW)
    browser = logged_in(User.objects.get(pk=user.pk))
    address = f"/parties/mine/{case.pk}/"

    before = _words(browser.get(address))
    Telling.objects.create(
        case=case,
        what=What.EVENT,
        subject="records_complete",
        day=date(2014, 12, 22),
        told=timezone.now(),
        told_by=by,
    )
    after = _words(browser.get(address))

    rule = "dentro de 30 días después de tener la solicitud y todos los papeles"
    assert rule in before
    assert "El plazo termina el" not in before
    assert rule in after
    assert "El plazo termina el miércoles 21 de enero de 2015." in after
