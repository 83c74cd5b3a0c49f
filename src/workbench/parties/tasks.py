"""The e-mail that says that there is news, sent in the background until it is gone."""

import datetime as dt
import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from workbench.audit.chain import record
from workbench.languages.speech import say

from .models import Notice

_LOG = logging.getLogger("workbench.parties")
MOST_TRIES = 8
_FIRST_WAIT = dt.timedelta(minutes=2)
_NOTHING = dt.timedelta(0)
_AT_ONCE = 500
_SILENT = dt.timedelta(minutes=15)
"""A try that has told nothing for so long died with its worker."""


@task(queue_name="letters")
def mail_news(notice: int) -> None:
    """Say to a party that there is news; try again later where the mail is away."""
    row = Notice.objects.select_related("party__user").get(pk=notice)
    over = row.mailed or row.party.ended or row.tries >= MOST_TRIES
    if over or not mail_goes_out():
        return
    Notice.objects.filter(pk=notice).update(tries=F("tries") + 1, tried=timezone.now())
    try:
        _letter(row).send()
    except (smtplib.SMTPException, OSError) as problem:
        # The address stands in the problem's words; its kind alone is logged.
        _LOG.warning("news was not mailed: %s", type(problem).__name__)
        later = timezone.now() + _wait(row.tries)
        mail_news.using(run_after=later).enqueue(notice)
        return
    with transaction.atomic():
        Notice.objects.filter(pk=notice).update(mailed=timezone.now())
        record("mail-news", by=None, on=row, case=row.party.case_id)


def _letter(notice: Notice) -> EmailMessage:
    reader = notice.party.user
    with translation.override(reader.language):
        text = say("mail.text")
        site = next(iter(settings.CSRF_TRUSTED_ORIGINS), "")
        if site:
            address = site.rstrip("/") + reverse("parties:news")
            text += "\n" + say("mail.where", address=address) + "\n"
        return EmailMessage(
            subject=say("mail.subject"),
            body=text,
            to=[reader.email],
            headers={
                "Content-Language": reader.language,
                "Auto-Submitted": "auto-generated",
            },
        )


def take_up_unsent() -> int:
    """Queue again the e-mails whose sender died on the way; return how many.

    At worst somebody is told twice that there is news.
    """
    now, found = timezone.now(), 0
    waiting = Notice.objects.filter(
        mailed=None, party__ended=None, tries__lt=MOST_TRIES
    ).order_by("pk")
    for row in waiting[:_AT_ONCE] if mail_goes_out() else ():
        since = now - _SILENT - (_wait(row.tries - 1) if row.tries else _NOTHING)
        # The update decides between two commands at the same moment.
        overdue = Notice.objects.filter(
            Q(tried__lt=since) | Q(tried=None, made__lt=since), pk=row.pk, mailed=None
        )
        if overdue.update(tried=now):
            mail_news.enqueue(row.pk)
            found += 1
    return found


def mail_goes_out() -> bool:
    """Tell whether the site sends e-mail at all."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def _wait(tries: int) -> dt.timedelta:
    return _FIRST_WAIT * (1 << tries)
