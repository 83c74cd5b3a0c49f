"""The days on which the records show a drug in use, stated beginnings among them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.clinical.medications.mentions import Mention
from openimr.clinical.statements import around
from openimr.domain import Evidence

from .starts import stated_starts


@dataclass(frozen=True, slots=True)
class Use:
    """A day on which the records show the drug in use, and how they show it."""

    day: dt.date
    evidence: Evidence
    mention: Mention
    stated: bool = False
    """The words themselves give the start."""

    vague: bool = False
    """Known to the month or year only."""

    year: bool = False
    """Known to the year only."""


def uses_of(run: list[Mention], breaks: list[Mention]) -> list[Use]:
    """Return the uses of a course by day, a stated beginning before others."""
    found = sorted(_uses(run, breaks), key=lambda use: (use.day, not use.stated))
    return _sharpened(found)


def _uses(run: list[Mention], breaks: list[Mention]) -> Iterator[Use]:
    floor = max((b.on for b in breaks if b.on), default=dt.date.min)
    for mention in run:
        if mention.on is not None:
            # Which of the two is not kept with a mention; January stands for a year.
            year = mention.vague and mention.on.month == 1
            shown = mention.evidence()
            yield Use(mention.on, shown, mention, vague=mention.vague, year=year)
        for day, vague, year in stated_starts(mention):
            if floor < day <= (mention.on or day):
                quote = around(
                    mention.page, mention.sentence, mention.hit.start, mention.hit.end
                )
                yield Use(day, quote, mention, stated=True, vague=vague, year=year)


def _sharpened(uses: list[Use]) -> list[Use]:
    """Drop "in 2013" where the records name the day in that year."""
    return [
        use
        for use in uses
        if not use.vague
        or not any(
            not other.vague
            and other.day >= use.day
            and other.day.year == use.day.year
            and (use.year or other.day.month == use.day.month)
            for other in uses
        )
    ]
