"""Is what was decided what was asked for: treatment, strength, amount, side, level?"""

import re
from collections.abc import Iterator, Sequence

from openimr.domain import LetterItem, LintQuote, RequestDetails

from .catalogue import Problem
from .subject import Known, Subject

_RESTATED = re.compile(
    r"\brequest\s+(?:is\s+)?for\s+(?:authorization\s+(?:of|for)\s+)?"
    r"(?P<request>[^;]{3,160}?)\s*"
    r"(?=(?:,?\s+(?:is|are|was|were|IS)\s+(?:therefore\s+)?(?:not\s+|NOT\s+)?"
    r"(?:considered\s+|deemed\s+)?medically)|\.\s|\.\Z|-\s?an?\s|\s+and\s+(?:opens|continues)\b|,\s+(?:which|dated))",
    re.IGNORECASE,
)
_OF_UR = re.compile(
    r"(?:\butilization\s+review\b[^.]*?\b(?:non-?\s?certified|denied|did\s+not\s+certify)"
    r"|\brequest(?:ed|ing)?\s+for\s+authorization\s+(?:of|for)|\brequesting\s+(?:for\s+)?)"
    r"\s+(?P<items>.+?)(?=\s+(?:citing|because|based|as|on|with|there)\b|,\s+there\b"
    r"|\.\s|\.\Z)",
    re.IGNORECASE,
)
_LONG = re.compile(r"[a-z]{4,}")
_FIELDS = (
    ("strength", "wrong-strength"),
    ("side", "wrong-side"),
    ("level", "wrong-level"),
    ("body_part", "wrong-body-part"),
)


def check_restated(subject: Subject) -> Iterator[Problem]:
    """Hold the request as the rationale words it against the heading."""
    treatments = {item.details.treatment for item in subject.letter.items}
    for number, item in enumerate(subject.letter.items, 1):
        text = " ".join((item.rationale_text or "").split())
        for match in _RESTATED.finditer(text):
            read = subject.known.read_request(match["request"])
            quotes = _both(item, match["request"])
            yield from _differences(number, item.details, read, quotes, subject.known)
            if _other_treatment(item.details, read, subject.known):
                named = "another item's" if read.treatment in treatments else "another"
                yield Problem(
                    check="wrong-treatment",
                    item=number,
                    message=f"The rationale speaks of a request for {named} treatment.",
                    quotes=quotes,
                )


def _both(item: LetterItem, restated: str) -> tuple[LintQuote, LintQuote]:
    return (
        LintQuote(where="the heading", words=item.details.requested),
        LintQuote(where="the rationale", words=restated),
    )


def _other_treatment(asked: RequestDetails, read: RequestDetails, known: Known) -> bool:
    if asked.treatment is None or read.treatment is None:
        return False
    if asked.drug and read.drug:
        return asked.drug != read.drug
    return not related(asked.treatment, read.treatment, known)


def related(one: str, other: str, known: Known) -> bool:
    """Tell whether two treatment families are one, or one a class of the other."""
    if one == other:
        return True
    return other in _line(one, known) or one in _line(other, known)


def _line(treatment: str, known: Known) -> tuple[str, ...]:
    family = known.families.get(treatment)
    return family.treatment.ancestors if family else ()


def _differences(
    number: int,
    asked: RequestDetails,
    read: RequestDetails,
    quotes: tuple[LintQuote, LintQuote],
    known: Known,
) -> Iterator[Problem]:
    other = quotes[1].where.removeprefix("the ")
    if read.treatment is None or _other_treatment(asked, read, known):
        return
    for field, check in _FIELDS:
        here, there = getattr(asked, field), getattr(read, field)
        if here and there and _plain(here) != _plain(there):
            word = field.replace("_", " ")
            message = f"Heading and {other} differ in the {word} that is asked for."
            yield Problem(check=check, item=number, message=message, quotes=quotes)
    if _differ(asked.quantity, read.quantity) or _differ(asked.visits, read.visits):
        message = f"Heading and {other} differ in the amount that is asked for."
        yield Problem(
            check="wrong-quantity", item=number, message=message, quotes=quotes
        )


def _differ(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def _plain(words: str) -> str:
    return re.sub(r"[\s-]+", "", words).lower()


def check_items(subject: Subject) -> Iterator[Problem]:
    """Find what is disputed and not decided, or decided and not disputed."""
    decided = [item.details for item in subject.letter.items]
    if subject.records is not None:
        disputed = [item.details for item in subject.records.disputed]
        yield from _not_decided(disputed, decided, subject.known, "the application")
        yield from _not_disputed(disputed, decided, subject.known)
        yield from _otherwise_disputed(disputed, decided, subject.known)
        return
    told = list(_told_in_summary(subject))
    for problem in _not_decided(told, decided, subject.known, "the summary"):
        # A summary may tell of a request that nobody disputes.
        yield Problem(
            check=problem.check,
            message=problem.message,
            quotes=problem.quotes,
            severity="warning",
        )


def _told_in_summary(subject: Subject) -> Iterator[RequestDetails]:
    summary = " ".join((subject.letter.summary_text or "").split())
    for match in _OF_UR.finditer(summary):
        for line in subject.known.split_request(match["items"]):
            read = subject.known.read_request(line)
            if read.treatment is not None and (read.strength or read.visits):
                yield read


def _not_decided(
    disputed: Sequence[RequestDetails],
    decided: Sequence[RequestDetails],
    known: Known,
    where: str,
) -> Iterator[Problem]:
    for asked in disputed:
        if not any(_same(asked, each, known) for each in decided):
            yield Problem(
                check="item-missing",
                message=f"A treatment that {where} names is not decided.",
                quotes=(LintQuote(where=where, words=asked.requested),),
            )


def _not_disputed(
    disputed: Sequence[RequestDetails], decided: Sequence[RequestDetails], known: Known
) -> Iterator[Problem]:
    for number, each in enumerate(decided, 1):
        if disputed and not any(_same(asked, each, known) for asked in disputed):
            yield Problem(
                check="item-not-disputed",
                item=number,
                message="The letter decides what the papers do not dispute.",
                quotes=(LintQuote(where="the heading", words=each.requested),),
            )


def _otherwise_disputed(
    disputed: Sequence[RequestDetails], decided: Sequence[RequestDetails], known: Known
) -> Iterator[Problem]:
    """Hold each heading against the one request of the papers that it can mean."""
    for number, each in enumerate(decided, 1):
        meant = [asked for asked in disputed if _same(asked, each, known)]
        if len(meant) == 1:
            quotes = (
                LintQuote(where="the heading", words=each.requested),
                LintQuote(where="the papers", words=meant[0].requested),
            )
            yield from _differences(number, each, meant[0], quotes, known)


def _same(one: RequestDetails, other: RequestDetails, known: Known) -> bool:
    if one.treatment and other.treatment:
        if one.drug and other.drug:
            return one.drug == other.drug
        return related(one.treatment, other.treatment, known)
    mine, theirs = (
        set(re.findall(r"[a-z]{4,}", d.requested.lower())) for d in (one, other)
    )
    return not mine or bool(mine & theirs)
