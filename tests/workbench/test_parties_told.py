"""Notices are made as a case moves; the e-mail says that there is news, no more."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from workbench.audit.models import Entry
from workbench.cases.actions import move
from workbench.cases.states import State
from workbench.parties.actions import EndParty, SendNotice
from workbench.parties.models import Kind, Notice, Party
from workbench.parties.notices import KINDS, in_words
from workbench.parties.tasks import MOST_TRIES, mail_news, take_up_unsent
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .disputes import SECRETS, dispute, party, standing
from .making import DAY, opened

Browser = Callable[[User], Client]
Mailbox = list[EmailMessage]


def _of(person: People, language: str = "en") -> Party:
    by = person(Role.COORDINATOR)
    user = person(Role.PARTY)
    user.language = language
    user.save()
    return party(opened(by), user, Kind.WORKER, by)


def _kinds(row: Party) -> list[str]:
    return list(row.notices.order_by("pk").values_list("kind", flat=True))


@pytest.mark.django_db
def test_steps_that_concern_the_parties_are_told(person: People) -> None:
    row = _of(person)
    case = row.case

    for to in (
        State.READ,
        State.AWAITING_RECORDS,
        State.READY,
        State.ASSIGNED,
        State.IN_REVIEW,
        State.SIGNED,
        State.IN_REVIEW,
        State.SIGNED,
        State.RELEASED,
    ):
        move(case, to)

    assert _kinds(row) == ["records_requested", "eligible", "assigned", "released"]


@pytest.mark.django_db
def test_a_step_taken_again_is_not_told_again(person: People) -> None:
    row = _of(person)
    first = (State.READ, State.READY, State.ASSIGNED, State.READY, State.ASSIGNED)

    for to in (*first, State.RECEIVED, State.READ, State.READY):
        move(row.case, to)

    assert _kinds(row) == ["eligible", "assigned"]


@pytest.mark.django_db
def test_an_ended_party_is_told_nothing(person: People) -> None:
    row = _of(person)
    EndParty(row, row.added_by).execute()

    move(standing(row.case, State.READ), State.READY)

    assert _kinds(row) == []


@pytest.mark.django_db(transaction=True)
def test_a_step_that_fails_tells_nobody(person: People) -> None:
    row = _of(person)
    case = standing(row.case, State.READ)

    def fail() -> None:
        with transaction.atomic():
            move(case, State.READY)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        fail()

    assert _kinds(row) == []
    assert not DBTaskResult.objects.filter(task_path__endswith="mail_news").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("There is news in your case", "Log in to read it.")),
        ("es", ("Hay un aviso en su caso", "Entre para leerlo.")),
    ],
)
def test_the_e_mail_says_only_that_there_is_news(
    person: People, mailoutbox: Mailbox, language: str, words: tuple[str, str]
) -> None:
    found = dispute(person, language)
    move(standing(found.case, State.READY), State.ASSIGNED)
    notice = found.worker.notices.get()

    with override_settings(CSRF_TRUSTED_ORIGINS=["https://imr.example.org"]):
        mail_news.func(notice.pk)
        mail_news.func(notice.pk)

    (letter,) = mailoutbox
    assert (letter.subject, letter.to) == (words[0], [found.worker.user.email])
    assert words[1] in letter.body
    assert "https://imr.example.org/parties/news/" in letter.body
    private = (*SECRETS, found.case.number, "Rosa", "doctor", "médico")
    assert [word for word in private if word in f"{letter.body} {letter.subject}"] == []
    notice.refresh_from_db()
    assert (notice.tries, notice.mailed is not None) == (1, True)
    assert Entry.objects.filter(act="mail-news").count() == 1


@pytest.mark.django_db
def test_an_e_mail_is_queued_with_its_notice(person: People) -> None:
    row = _of(person)

    move(standing(row.case, State.READ), State.READY)

    queued = DBTaskResult.objects.get(task_path__endswith="mail_news")
    assert queued.queue_name == "letters"
    assert queued.args_kwargs == {"args": [row.notices.get().pk], "kwargs": {}}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "problem", [smtplib.SMTPServerDisconnected("gone"), OSError("no way there")]
)
def test_an_e_mail_that_fails_is_tried_again_later_and_later(
    person: People, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def refuse(_: EmailMessage) -> None:
        raise problem

    monkeypatch.setattr(EmailMessage, "send", refuse)
    row = _of(person)
    (notice,) = SendNotice(row.case, "call_us", [row], None, row.added_by).execute()

    for _ in range(MOST_TRIES + 2):
        mail_news.func(notice.pk)

    notice.refresh_from_db()
    assert (notice.tries, notice.mailed) == (MOST_TRIES, None)
    later = DBTaskResult.objects.filter(task_path__endswith="mail_news")
    waits = sorted(one.run_after for one in later if one.run_after.year < 9000)
    assert len(waits) == MOST_TRIES
    gaps = [b - a for a, b in pairwise(waits)]
    assert gaps == sorted(gaps)


@pytest.mark.django_db
def test_an_e_mail_whose_sender_died_is_taken_up_once(person: People) -> None:
    row = _of(person)
    (notice,) = SendNotice(row.case, "call_us", [row], None, row.added_by).execute()
    assert take_up_unsent() == 0
    long_ago = timezone.now() - timedelta(hours=1)
    Notice.objects.filter(pk=notice.pk).update(tries=1, tried=long_ago)

    assert [take_up_unsent(), take_up_unsent()] == [1, 0]

    mail_news.func(notice.pk)
    Notice.objects.filter(pk=notice.pk).update(tried=long_ago)
    assert take_up_unsent() == 0


@pytest.mark.django_db
def test_a_site_without_e_mail_claims_to_have_sent_none(
    person: People, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # type: ignore[attr-defined]
    row = _of(person)
    (notice,) = SendNotice(row.case, "call_us", [row], None, row.added_by).execute()
    Notice.objects.update(made=timezone.now() - timedelta(days=1))

    mail_news.func(notice.pk)

    notice.refresh_from_db()
    assert (notice.mailed, take_up_unsent()) == (None, 0)


@pytest.mark.django_db
def test_news_is_new_once(person: People, logged_in: Browser) -> None:
    row = _of(person, "es")
    SendNotice(row.case, "takes_longer", [row], DAY, row.added_by).execute()
    browser = logged_in(row.user)

    first = browser.get("/parties/news/").content.decode()
    second = browser.get("/parties/news/").content.decode()

    assert "a más tardar el sábado 20 de diciembre de 2014" in first
    assert "Nuevo</span>" in first
    assert "Nuevo</span>" not in second
    assert row.notices.get().seen is not None


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_notice_has_words(person: People, kind: str) -> None:
    row = _of(person)
    data = {"day": "2014-12-22"}
    notice = Notice(party=row, kind=kind, data=data, made=timezone.now())

    told = in_words(notice)

    assert told.title
    assert "{" not in told.text
