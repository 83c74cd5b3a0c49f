"""A screening in words that can be sent to the parties."""

import datetime as dt
from collections.abc import Iterator, Sequence

from openimr.domain.eligibility import Answer, GroundAnswer, Outcome, Screening
from openimr.domain.guideline import Mark
from openimr.domain.programme import Effect, Programme

from .eligibility import described

_LEADS = {
    Outcome.ELIGIBLE: "The application is eligible for review.",
    Outcome.INELIGIBLE: "The application is not eligible for review.",
    Outcome.DEFERRED: "Review of the application is deferred.",
    Outcome.TERMINATED: "Review of the application has ended.",
    Outcome.CANNOT_TELL: "Whether the application is eligible cannot be told yet.",
}


def notice(programme: Programme, found: Screening, today: dt.date) -> str:
    """Return the text of a notice: outcome, every failure with its data, what is asked.

    It is a draft for the person who decides on eligibility, and says so.
    """
    return "\n".join(_lines(programme, found, today)) + "\n"


def _lines(programme: Programme, found: Screening, today: dt.date) -> Iterator[str]:
    yield programme.title
    yield f"Screening of the application, draft of {today}"
    yield ""
    yield _LEADS[found.outcome]
    flags = [one for one in found.failed() if one.effect is Effect.FLAG]
    grounds = [one for one in found.failed() if one.effect is not Effect.FLAG]
    yield from _section("Grounds", grounds)
    yield from _section("To be known, without effect on eligibility", flags)
    yield from _questions(found.unknown())
    passed = [one.id for one in found.answers if one.answer is Answer.PASSES]
    yield ""
    yield f"Tested without objection: {', '.join(passed) or 'none'}."
    if any(one.mark is Mark.UNVERIFIED for one in found.answers):
        yield "UNVERIFIED: the passage cited was not read at its source."


def _section(title: str, answers: Sequence[GroundAnswer]) -> Iterator[str]:
    if not answers:
        return
    yield ""
    yield f"{title}:"
    for one in answers:
        mark = f" [{one.mark.value}]" if one.mark is Mark.UNVERIFIED else ""
        yield f"* {one.id} {one.title}.  {one.sentence}  ({one.citation}){mark}"
        if one.data:
            yield f"  On record: {described(one.data)}"


def _questions(answers: Sequence[GroundAnswer]) -> Iterator[str]:
    if not answers:
        return
    yield ""
    yield "Information that is needed:"
    for one in answers:
        for asked in one.missing:
            yield f"* {asked}  ({one.id} {one.title})"
