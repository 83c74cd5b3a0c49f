"""Cite a guideline as the layouts do: in the form's short lines, or in sentences."""

from functools import cache

from openimr.domain import Edition

from .criteria import governing
from .stock import data


@cache
def edition(family: str, era: int) -> Edition:
    """Return the edition that the reviewer of an item relies on."""
    found = governing(family, era)[0]
    assert found is not None  # noqa: S101 - items without one are never drawn
    return found


@cache
def other_edition(family: str, era: int) -> Edition:
    """Return what the claims administrator may have cited: another, or the same."""
    beside = governing(family, era)[1]
    return next((e for e in beside if not e.gap), edition(family, era))


@cache
def in_form(family: str, era: int, other: bool) -> str:
    """Return a citation as format D gives it."""
    return _cited(other_edition(family, era) if other else edition(family, era), "form")


@cache
def in_prose(family: str, era: int, other: bool) -> str:
    """Return a citation within a sentence."""
    cited = other_edition(family, era) if other else edition(family, era)
    part = "not " if cited.guideline == "odg" else ""
    return f"{_cited(cited, 'prose')}, which is {part}part of the MTUS"


def _cited(cited: Edition, style: str) -> str:
    forms = data("wording")["citations"][cited.guideline]
    words = forms[style]
    if cited.pages is None and "{pages}" in words:
        words = forms.get("bare") if style == "form" else words.rpartition(",")[0]
    return str(words).format(topic=_topic(cited), pages=cited.pages)


def _topic(cited: Edition) -> str:
    """Return the section in a form that names one place of one guideline."""
    topics = data("wording")["topics"]
    topic = str(topics.get(cited.section, cited.section))
    return topic.partition(";")[0].replace(":", ",")
