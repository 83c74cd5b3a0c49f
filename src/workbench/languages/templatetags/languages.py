"""``{% say "site.log_out" %}`` and ``{{ date|day }}``."""

import datetime as dt

from django import template
from django.utils import timezone

from workbench.languages import speech

register = template.Library()


@register.simple_tag
def say(key: str, **blanks: object) -> str:
    """Return a text in the language of the page.

    Raises:
        KnowledgeError: there is no such text.
    """
    return speech.say(key, **blanks)


@register.filter
def day(moment: dt.date | None) -> str:
    """Write a day out with its weekday; a moment counts by the site's clock."""
    if isinstance(moment, dt.datetime):
        moment = timezone.localtime(moment).date()
    return speech.day(moment) if moment else ""
