"""The screen of an application: every ground is tested, every failure is reported."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from openimr.domain.clock import Told
from openimr.domain.eligibility import (
    Answer,
    Datum,
    GroundAnswer,
    Outcome,
    Screening,
)
from openimr.domain.programme import Effect, Ground, GroundEdition, Programme

from .conditions import test
from .situation import Situation, check_told

_ANSWERS = {True: Answer.FAILS, False: Answer.PASSES, None: Answer.CANNOT_TELL}
_DECIDING = (
    (Effect.INELIGIBLE, Outcome.INELIGIBLE),
    (Effect.TERMINATED, Outcome.TERMINATED),
    (Effect.DEFERRED, Outcome.DEFERRED),
)
"""Effects that keep an application from review, the gravest first."""


def screen(
    programme: Programme, told: Told, today: dt.date, key: str | None = None
) -> Screening:
    """Test every ground of a programme against what was told.

    ``today`` chooses the edition of a ground whose key event nobody has told;
    ``key`` is the dispute's own (:func:`dispute_key`).

    Raises:
        InputError: something told is unknown to the programme, or lies beyond the
            calendar.
    """
    check_told(programme, told)
    situation = Situation(programme, told)
    answers = tuple(_tested(situation, one, today) for one in programme.grounds)
    return Screening(
        programme=programme.id, outcome=_outcome(answers), answers=answers, key=key
    )


def _tested(situation: Situation, ground: Ground, today: dt.date) -> GroundAnswer:
    edition = _edition(situation, ground, today)
    found = test(situation, edition.fails_if)
    answer = _ANSWERS[found.holds]
    sentences = {Answer.FAILS: edition.fails, Answer.PASSES: edition.passes}
    asked = "; ".join(found.missing)
    return GroundAnswer(
        id=ground.id,
        title=ground.title,
        answer=answer,
        effect=edition.effect,
        sentence=sentences.get(answer, f"Cannot be told; not known: {asked}"),
        citation=edition.citation,
        sources=edition.sources,
        mark=edition.mark,
        data=found.data,
        missing=found.missing,
    )


def _edition(situation: Situation, ground: Ground, today: dt.date) -> GroundEdition:
    """Return the edition in force on the day of the key event, else the last one."""
    event = situation.event(ground.keyed_on)
    day = event.day if event else today
    holding = [one for one in ground.editions if one.effective.holds_on(day)]
    return holding[0] if holding else ground.editions[-1]


def _outcome(answers: Sequence[GroundAnswer]) -> Outcome:
    failed = {one.effect for one in answers if one.answer is Answer.FAILS}
    for effect, outcome in _DECIDING:
        if effect in failed:
            return outcome
    deciding = {effect for effect, _ in _DECIDING}
    unknown = [
        one
        for one in answers
        if one.answer is Answer.CANNOT_TELL and one.effect in deciding
    ]
    return Outcome.CANNOT_TELL if unknown else Outcome.ELIGIBLE


def dispute_key(
    employee: str, ur_decided: dt.date, treatments: Iterable[str]
) -> str | None:
    """Return what tells one dispute from others, without saying whose it is.

    The same worker, decision and treatments give the same key, whatever their case,
    order and spacing; None where a name or a treatment is missing (EL-05).

    >>> one = dispute_key("Ana Diaz", dt.date(2014, 8, 1), ["MRI knee", "Baclofen"])
    >>> one == dispute_key("DIAZ, ANA", dt.date(2014, 8, 1), ["baclofen", "MRI  knee"])
    True
    """
    name = " ".join(sorted(_words(employee)))
    items = sorted({" ".join(_words(one)) for one in treatments} - {""})
    if not name or not items:
        return None
    told = "\x1f".join([name, ur_decided.isoformat(), *items])
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


def described(data: Sequence[Datum]) -> str:
    """Return the data of an answer in one line."""
    return "; ".join(
        f"{one.name}: {one.value}" + (f" ({one.where})" if one.where else "")
        for one in data
    )
