"""The page before the signature; several seats, and what quality returns."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import DraftError
from workbench.files.store import get
from workbench.files.words import seal_words
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.quality.models import Check
from workbench.review.models import Signature
from workbench.review.preparing import prepared

from .conftest import PASSWORD, People
from .desks import KEY_PASSWORD, STATEMENTS, Desk, described, in_review, key_in, seat
from .desks import signing as signing_of

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return key_in(tmp_path_factory.mktemp("keys"))


@pytest.fixture(autouse=True)
def _site_key(settings: object, key: Path) -> None:
    settings.SIGNING_KEY = str(key)  # type: ignore[attr-defined]
    settings.SIGNING_PASSWORD = KEY_PASSWORD  # type: ignore[attr-defined]


@pytest.fixture
def desk(person: People) -> Desk:
    made = in_review(person)
    made.start()
    made.decide_all()
    return made


def in_review_again(person: People) -> Desk:
    made = in_review(person)
    made.start()
    return made


def _recently(browser: Client) -> None:
    """Let the browser be one whose user gave the password just now."""
    session = browser.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session.save()


def test_signing_asks_for_the_password_again(desk: Desk, logged_in: Browser) -> None:
    browser = logged_in(desk.reviewer)
    to = f"/desk/{desk.assignment.pk}/sign/"

    answer = browser.get(to)

    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    again = browser.post(answer["Location"], {"password": PASSWORD})
    assert again.status_code == 302
    assert browser.get(to).status_code == 200


def test_the_page_shows_digest_and_statements_and_signs(
    desk: Desk, logged_in: Browser
) -> None:
    browser = logged_in(desk.reviewer)
    _recently(browser)
    to = f"/desk/{desk.assignment.pk}/sign/"
    digest = prepared(desk.bench).digest
    page = browser.get(to).content.decode()
    assert digest in page
    assert "my own medical judgement" in page
    assert "the key of this site" in page

    sent = {"version": desk.draft.version, "digest": digest}
    refused = browser.post(to, sent)
    assert (refused.status_code, Signature.objects.count()) == (422, 0)
    late = browser.post(to, {**sent, "digest": "0" * 64, "attested": [*STATEMENTS]})
    assert (late.status_code, Signature.objects.count()) == (409, 0)
    assert "Something changed" in late.content.decode()
    answers = [browser.post(to, {**sent, "attested": [*STATEMENTS]}) for _ in "12"]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Signature.objects.count() == 1
    desk_page = browser.get(f"/desk/{desk.assignment.pk}/").content.decode()
    assert "You signed this case" in desk_page
    assert "Save the decision" not in desk_page
    letter = browser.get(f"/desk/{desk.assignment.pk}/signed/letter.pdf")
    assert letter.content.startswith(b"%PDF-")


def test_what_is_missing_stands_on_the_page_in_place_of_the_form(
    person: People, logged_in: Browser
) -> None:
    desk = in_review_again(person)
    browser = logged_in(desk.reviewer)
    _recently(browser)

    page = browser.get(f"/desk/{desk.assignment.pk}/sign/").content.decode()

    assert "Item 1 is not decided." in page
    assert "Sign the determination</button>" not in page


def test_without_a_key_of_its_own_the_site_says_so(
    desk: Desk, logged_in: Browser, settings: object, tmp_path: Path
) -> None:
    settings.SIGNING_KEY, settings.DATA = "", tmp_path  # type: ignore[attr-defined]
    browser = logged_in(desk.reviewer)
    _recently(browser)

    page = browser.get(f"/desk/{desk.assignment.pk}/sign/").content.decode()

    assert "no signing key of its own" in page
    assert "NOT FOR PRODUCTION" in page
    kept = sorted(path.name for path in (tmp_path / "signing").iterdir())
    assert len(kept) == 2
    assert signing_of(desk).execute().number == 1


def test_a_key_that_does_not_open_is_told(
    desk: Desk, logged_in: Browser, settings: object
) -> None:
    settings.SIGNING_PASSWORD = "another"  # type: ignore[attr-defined]  # noqa: S105
    browser = logged_in(desk.reviewer)
    _recently(browser)

    page = browser.get(f"/desk/{desk.assignment.pk}/sign/").content.decode()

    assert "the password does not open it" in page
    assert not Signature.objects.exists()


def test_a_case_of_several_is_signed_when_every_seat_has_signed(
    desk: Desk, person: People
) -> None:
    other = described(person(Role.REVIEWER))
    second = replace(
        desk, reviewer=other, assignment=seat(desk.case, other, desk.coordinator, 2)
    )
    second.start()
    second.decide_all()

    signing_of(desk).execute()
    assert Case.objects.get().state == State.IN_REVIEW
    with pytest.raises(DraftError, match="you have signed it"):
        desk.decide_all()
    signing_of(second).execute()

    assert Case.objects.get().state == State.SIGNED


def test_what_was_returned_is_signed_anew_beside_the_first(
    desk: Desk, logged_in: Browser
) -> None:
    first = signing_of(desk).execute()
    Signature.objects.filter(pk=first.pk).update(returned=timezone.now())
    Case.objects.update(state=State.IN_REVIEW)
    Check.objects.create(
        signature=first,
        outcome=Check.Outcome.RETURNED,
        words=seal_words("comment.txt", "Page 3 says otherwise."),
        at=timezone.now(),
        by=desk.reviewer,
    )
    page = logged_in(desk.reviewer).get(f"/desk/{desk.assignment.pk}/")
    assert "Page 3 says otherwise." in page.content.decode()
    desk.decide_all("As I find it still.")

    second = signing_of(desk).execute()

    assert (first.number, second.number) == (1, 2)
    letters = [b"".join(get(one.letter)) for one in (first, second)]
    assert letters[0] != letters[1]
