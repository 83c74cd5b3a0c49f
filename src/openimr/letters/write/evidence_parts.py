"""Pieces of the evidence page that quote nothing: labels, rules, guidelines."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from openimr.domain import (
    CriterionEntry,
    Decision,
    Finding,
    GuidelineEntry,
    ItemDetermination,
    Mark,
    Statement,
    UrEntry,
    Verdict,
)

from . import wording
from .markup import Markup, element, joined
from .statements import NOT_VERIFIED, cited, page_words

_CHIPS: Mapping[Verdict | Finding | Decision, tuple[str, str]] = {
    Verdict.MET: ("met", wording.VERDICTS[Verdict.MET]),
    Verdict.NOT_MET: ("unmet", wording.VERDICTS[Verdict.NOT_MET]),
    Verdict.NOT_DOCUMENTED: ("silent", wording.VERDICTS[Verdict.NOT_DOCUMENTED]),
    Finding.PRESENT: ("stated", wording.FINDINGS[Finding.PRESENT]),
    Finding.ABSENT: ("stated", wording.FINDINGS[Finding.ABSENT]),
    Finding.SILENT: ("silent", wording.FINDINGS[Finding.SILENT]),
    Decision.OVERTURNED: ("stated", wording.DECISIONS[Decision.OVERTURNED]),
    Decision.UPHELD: ("stated", wording.DECISIONS[Decision.UPHELD]),
}


def chip(value: Verdict | Finding | Decision) -> Markup:
    """Return a label that says the value in words, with a colour beside them."""
    colour, words = _CHIPS[value]
    return element("span", words, class_=f"chip {colour}")


def details(pairs: Iterable[tuple[str, str | None]]) -> Markup:
    """Return labels with their values; a pair without a value is left out."""
    rows = [
        element("div", element("dt", label), element("dd", value))
        for label, value in pairs
        if value
    ]
    return element("dl", *rows, class_="details") if rows else Markup("")


def dated(date: dt.date | None) -> str | None:
    """Write a date where there is one."""
    return wording.day(date) if date else None


def review(ur: UrEntry) -> Iterator[tuple[str, str | None]]:
    """Yield what utilization review decided, as labels with values."""
    outcome = wording.OUTCOMES[ur.outcome] if ur.outcome else None
    decided = ", ".join(word for word in (outcome, dated(ur.date)) if word)
    yield "Utilization review", decided
    yield "Reason given", ur.reason
    yield "Guideline cited", ur.guideline
    yield "Approved part", ur.approved


def sentence(first: str, why: str) -> str:
    """Return a word or two with the reason after them, where there is one."""
    return f"{first}. {why}" if why else first


def bullets(lines: Iterable[str]) -> Markup:
    """Return a list, or nothing where there is nothing to list."""
    items = [element("li", line) for line in lines]
    return element("ul", *items) if items else Markup("")


def ruled_by(criterion: CriterionEntry, guideline: str) -> Markup:
    """Return a criterion's role, its source, and whether it was checked."""
    pages = f", {page_words(criterion.pages)}" if criterion.pages else ""
    way = f"; {criterion.group}" if criterion.group else ""
    words = f"{criterion.role.capitalize()}{way}. {guideline}{pages}"
    unsure = criterion.mark is not Mark.VERIFIED
    note = element("span", "[rule not verified]", class_="caution")
    return element("p", words, *((" ", note) if unsure else ()), class_="source")


def citations(said: Statement, known: Sequence[GuidelineEntry]) -> Markup:
    """Return the guidelines named in support of a sentence."""
    lines = [
        element(
            "li",
            words,
            *(_warning() if unsure else ()),
        )
        for words, unsure in (
            cited(each, known) for each in dict.fromkeys(said.citations)
        )
    ]
    return element("ul", *lines, class_="citations") if lines else Markup("")


def guidelines(item: ItemDetermination) -> Markup:
    """Return the guidelines used or considered, each with the reason."""
    return bullets(
        joined(
            f"{entry.name}, {entry.section}"
            + (f", {page_words(entry.pages)}" if entry.pages else ""),
            *(
                _warning()
                if entry.pages and entry.pages_mark is not Mark.VERIFIED
                else ()
            ),
            f". {'Decides' if entry.used else 'For comparison only'}. {entry.why}",
        )
        for entry in item.guidelines
    )


def sequence(item: ItemDetermination) -> Markup:
    """Return the steps of the search sequence (8 CCR 9792.21.1), taken or not."""
    return bullets(
        joined(
            element("b", wording.STEPS[step.step]),
            f" {'Taken' if step.taken else 'Not taken'}. {step.why}",
        )
        for step in item.search_sequence
    )


def _warning() -> tuple[str, Markup]:
    return " ", element("span", NOT_VERIFIED, class_="caution")
