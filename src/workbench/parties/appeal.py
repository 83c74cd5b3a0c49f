"""How to appeal, in the words of the core's reader's version."""

import datetime as dt
from dataclasses import dataclass

from openimr.plain import speech
from openimr.plain.deadlines import last_day_to_appeal
from workbench.languages.speech import day as in_words
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


def appeal_from(sent: dt.date, programme: str) -> Appeal:
    """Return how to appeal from what went out on a day.

    Raises:
        InputError: no calendar reaches the last day.
    """
    words = speech(spoken())
    last = in_words(last_day_to_appeal(sent))
    return Appeal(
        until=words.say("appeal_until", last=last, mailed=in_words(sent)),
        sentences=tuple(words.say(sentence) for sentence in _SENTENCES),
        rules=rules(programme, *_RULES),
    )
