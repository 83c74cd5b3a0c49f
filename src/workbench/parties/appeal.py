"""How to appeal, in the words of the core's reader's version."""

import datetime as dt
from dataclasses import dataclass

from openimr.plain import speech
from openimr.plain.deadlines import last_day_to_appeal
from workbench.languages.speech import spoken

from .stages import Rule, cited, rules

_SENTENCES = ("appeal_where", "appeal_all", "appeal_grounds", "appeal_effect")
_RULES = ("T39", "T40", "T41")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """What an appeal asks for, a sentence or two each, and the law it rests on."""

    until: str
    sentences: tuple[str, ...]
    rules: tuple[Rule, ...]

    @property
    def citation(self) -> str:
        """Return where the rules stand."""
        return cited(self.rules)


def appeal_from(day: dt.date, programme: str) -> Appeal:
    """Return how to appeal from what went out on a day.

    Raises:
        InputError: no calendar reaches the last day.
    """
    words = speech(spoken())
    last = words.day(last_day_to_appeal(day))
    return Appeal(
        until=words.say("appeal_until", last=last, mailed=words.day(day)),
        sentences=tuple(words.say(sentence) for sentence in _SENTENCES),
        rules=rules(programme, *_RULES),
    )
