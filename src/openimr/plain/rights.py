"""What the worker can do, until when, and whom to ask (process.md 9.1, 9.2, T42)."""

import datetime as dt
from collections.abc import Iterator

from openimr.domain import Decision, Determination

from .deadlines import end_of_bar, last_day_to_appeal
from .sheet import Block, Bullets, Heading, Run, Text, Words, said
from .speech import Speech


def rights(
    determination: Determination,
    words: Speech,
    mailed: dt.date | None,
    *,
    draft: bool,
) -> Iterator[Block]:
    """Yield what follows from the decisions; of a draft, what will follow.

    Raises:
        InputError: no calendar reaches the last day to appeal.
    """
    later = "_once_final" if draft else ""
    decisions = {item.decision for item in determination.items}
    if Decision.UPHELD in decisions:
        yield Heading(said(words.say(f"can_do{later}")))
        yield Bullets(
            (
                _point("appeal", _appeal(words, mailed), words),
                _point("again", _again(determination, words), words),
                _point("help", words.say("help_who"), words),
            )
        )
    if Decision.OVERTURNED in decisions:
        yield Heading(said(words.say(f"next{later}")))
        sentences = ("next_care", "next_paid", "next_unless")
        yield Words(said(" ".join(map(words.say, sentences))))


def _point(opening: str, rest: str, words: Speech) -> Text:
    return Run(words.say(opening), strong=True), Run(f" {rest}")


def _appeal(words: Speech, mailed: dt.date | None) -> str:
    if mailed is None:
        when = words.say("appeal_rule")
    else:
        last = words.day(last_day_to_appeal(mailed))
        when = words.say("appeal_until", last=last, mailed=words.day(mailed))
    rest = ("appeal_where", "appeal_all", "appeal_grounds", "appeal_effect")
    return " ".join((when, *map(words.say, rest)))


def _again(determination: Determination, words: Speech) -> str:
    days = [determination.case.ur_date]
    days += [item.ur.date for item in determination.items if item.ur]
    until = end_of_bar(day for day in days if day)
    if until is None:
        when = words.say("again_rule")
    else:
        when = words.say("again_until", until=words.day(until))
    return f"{when} {words.say('again_how')}"
