"""Turns of phrase of the rationale, read from ``wording.yaml``."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml


class Use(StrEnum):
    """What the working of a fact is told for."""

    VALUE = "value"
    """It stands beside the fact."""

    CONFLICT = "conflict"
    """It says why one of two passages was followed."""

    UNSAID = "unsaid"
    """The passage says it better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """How a fact was found, as facts tell it, and how a letter puts it."""

    pattern: re.Pattern[str]
    says: str
    use: Use
    example: str
    gives: str
    reason: str = ""
    """Why the passage was followed against another; empty where it does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All turns of phrase."""

    frames: Mapping[str, Sequence[str]]
    workings: Sequence[Working]
    misses: Mapping[str, str]
    vague_misses: frozenset[str]
    limits: Mapping[str, str]
    contrary: re.Pattern[str]
    denials: re.Pattern[str]
    rules: re.Pattern[str]
    arguments: Mapping[str, re.Pattern[str]]

    def working(self, how: str | None) -> tuple[Use, str] | None:
        """Return what a working is told for and its words; None where it is not known.

        >>> wording().working("told as 65%")
        (<Use.VALUE: 'value'>, 'the record puts it at 65%')
        """
        for each in self.workings:
            found = each.pattern.fullmatch(how or "")
            if found:
                return each.use, each.says.format(**found.groupdict())
        return None

    def reason(self, how: str | None) -> str | None:
        """Return why a passage was followed against another, if a working says so.

        >>> wording().reason("study of 02/03/2014")
        'the study of 02/03/2014 was followed'
        """
        for each in self.workings:
            found = each.pattern.fullmatch(how or "")
            if found:
                words = each.says if each.use is Use.CONFLICT else each.reason
                return words.format(**found.groupdict()) or None
        return None

    def denies(self, words: str) -> bool:
        """Tell whether words say that something is not there.

        >>> wording().denies("No spasm is described"), wording().denies("He is stiff")
        (True, False)
        """
        return self.denials.search(words) is not None

    def is_rule(self, words: str) -> bool:
        """Tell whether words say what a guideline asks, not what a file shows.

        >>> wording().is_rule("MTUS recommends a short course")
        True
        """
        return self.rules.search(words) is not None

    def argued(self, words: str) -> dict[str, int]:
        """Return the facts that words argue, and where each is first named, in order.

        >>> wording().argued("No spasm and no flare is described")
        {'muscle_spasm_exam': 3, 'acute_exacerbation': 16}
        """
        places = [
            (found.start(), fact)
            for fact, pattern in self.arguments.items()
            if (found := pattern.search(words)) is not None
        ]
        return {fact: start for start, fact in sorted(places)}


@cache
def wording() -> Wording:
    """Return the turns of phrase, read once."""
    text = files(__package__).joinpath("wording.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return Wording(
        frames=data["frames"],
        workings=tuple(_working(each) for each in data["workings"]),
        misses=data["misses"],
        vague_misses=frozenset(data["vague_misses"]),
        limits=data["limits"],
        contrary=_any_of(data["contrary"]),
        denials=_any_of(data["denials"]),
        rules=_any_of(data["rules"]),
        arguments={
            fact: _any_of(rf"\b{re.escape(begin)}" for begin in begins)
            for fact, begins in data["arguments"].items()
        },
    )


def _working(each: Mapping[str, str]) -> Working:
    return Working(
        pattern=re.compile(each["pattern"]),
        says=each["says"],
        use=Use(each["use"]),
        example=each["example"],
        gives=each["gives"],
        reason=each.get("reason", ""),
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)
