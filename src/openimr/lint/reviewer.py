"""May this reviewer decide, as far as a letter and its file can tell?"""

import re
from collections.abc import Iterator

from openimr.domain import LintQuote

from .catalogue import Problem
from .subject import Subject

_YEARS = 5
_HOURS = 24
"""Active practice that letters attest: more than five years, at least 24 hours a week;
no statute was found that asks for it (process rules RV-10 and RV-11)."""

SIGNED = re.compile(
    r"\b(?i:reviewed|decided|signed|prepared)\s+by\s*:?\s*(?:Dr\.?\s+)?"
    r"(?P<name>[A-Z][a-z]+(?:\s+[A-Z]\.?)?\s+[A-Z][a-z]+),?\s*(?:M\.?D|D\.?O|D\.?C)\b"
)
"""A name where a letter says who decided it."""


def check_reviewer(subject: Subject) -> Iterator[Problem]:
    """Find credentials that fall short of what is asked or attested."""
    reviewer = subject.letter.reviewer
    if reviewer is None:
        return
    lacking = []
    if not reviewer.licensed_in:
        lacking.append("no state of licensure is given")
    if reviewer.years_in_practice_over is not None and (
        reviewer.years_in_practice_over < _YEARS
    ):
        lacking.append("practice of five years or less is attested")
    if reviewer.hours_a_week_at_least is not None and (
        reviewer.hours_a_week_at_least < _HOURS
    ):
        lacking.append("fewer than 24 hours a week in practice are attested")
    for each in lacking:
        message = f"Of the reviewer {each}."
        yield Problem(check="reviewer-ineligible", message=message)


def check_names(subject: Subject) -> Iterator[Problem]:
    """Find a reviewer who is named, or who is one of the people of the case."""
    texts = [subject.letter.summary_text or ""]
    texts += [item.rationale_text or "" for item in subject.letter.items]
    people = subject.records.people if subject.records else ()
    for text in texts:
        for match in SIGNED.finditer(text):
            quote = LintQuote(where="the letter", words=match[0])
            yield Problem(
                check="reviewer-named",
                message="The letter gives the name of who decided it.",
                quotes=(quote,),
            )
            if any(_same(match["name"], each) for each in people):
                yield Problem(
                    check="reviewer-conflict",
                    message="Who decided the letter also treated, asked or denied.",
                    quotes=(quote,),
                )


def _same(one: str, other: str) -> bool:
    mine, theirs = (set(re.findall(r"[a-z]{3,}", w.lower())) for w in (one, other))
    return bool(mine) and mine <= theirs
