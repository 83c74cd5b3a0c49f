"""The dispute of the summary: what was asked for, and what was decided, and why."""

import datetime as dt
from collections.abc import Iterator, Sequence

from openimr.domain import Dispute, DisputedItem, Evidence, Statement, UrOutcome

from .prose import clause, day, distinct, listed, sentence
from .summary_words import asked, short_reason

_UR_DID = {
    UrOutcome.DENY: "denied",
    UrOutcome.MODIFY: "modified",
    UrOutcome.DELAY: "delayed a decision on",
    UrOutcome.APPROVE: "approved",
}
_DIFFERING = frozenset({"date_of_injury", "date_of_birth"})


def tell_differences(dispute: Dispute) -> Iterator[Statement]:
    """Yield what the papers state differently of the worker, with both sources."""
    for one in dispute.differences:
        if one.field in _DIFFERING and one.one and one.other:
            words = (
                f"{clause(one.sentence)}: one has \u201c{one.one[0].quote}\u201d, the "
                f"other \u201c{one.other[0].quote}\u201d"
            )
            yield Statement(
                text=sentence(words), evidence=distinct([*one.one, *one.other])
            )


def tell_request(
    items: Sequence[DisputedItem], dispute: Dispute
) -> Iterator[Statement]:
    """Yield what was asked for, and when."""
    when = dispute.request_date()
    words = "The request"
    if dispute.rfa_date is not None:
        words += f" for authorization is dated {day(dispute.rfa_date.value)} and"
    elif dispute.request_received is not None and when is not None:
        words += f" was received on {day(when)} and"
    wanted = listed([asked(item.details.requested) for item in items])
    evidence = [passage for item in items for passage in item.evidence[:2]]
    if dispute.rfa_date is not None:
        evidence += dispute.rfa_date.evidence[:1]
    yield Statement(
        text=sentence(f"{words} asks for {wanted}"), evidence=distinct(evidence, 8)
    )


def tell_decision(
    items: Sequence[DisputedItem], dispute: Dispute
) -> Iterator[Statement]:
    """Yield what utilization review decided, items of one answer together."""
    answered = [item for item in items if item.ur is not None and item.ur.outcome]
    alike: dict[tuple[object, ...], list[DisputedItem]] = {}
    for item in answered:
        alike.setdefault(_answer(item), []).append(item)
    for group in alike.values():
        yield _answered(group, dispute)
    silent = [item for item in items if item not in answered]
    if silent and dispute.ur_date is not None:
        words = (
            f"Utilization review's decision on "
            f"{listed([asked(item.details.requested) for item in silent])}, which the "
            f"application disputes, is dated {day(dispute.ur_date.value)}"
        )
        passages = [p for item in silent for p in item.evidence[:1]]
        shown = [*dispute.ur_date.evidence[:1], *passages]
        yield Statement(text=sentence(words), evidence=distinct(shown, 8))


def _answer(item: DisputedItem) -> tuple[UrOutcome | None, dt.date | None, str]:
    ur = item.ur
    if ur is None:
        return None, None, ""
    return ur.outcome, ur.date, ur.guideline or ""


def _answered(items: Sequence[DisputedItem], dispute: Dispute) -> Statement:
    outcome, date, guideline = _answer(items[0])
    date = date or (dispute.ur_date.value if dispute.ur_date else None)
    wanted = listed([asked(item.details.requested) for item in items])
    words = f"Utilization review {_UR_DID[outcome or UrOutcome.DENY]} {wanted}"
    words += f" on {day(date)}" if date else ""
    words += f", citing {clause(guideline)}" if guideline else ""
    return Statement(
        text=f"{words}.{_reasons(items)}", evidence=distinct(_shown(items, dispute), 8)
    )


def _reasons(items: Sequence[DisputedItem]) -> str:
    """Return the reasons in short, each once, naming its item where they differ."""
    given: dict[str, list[str]] = {}
    for item in items:
        reason = short_reason(item.ur.reason) if item.ur and item.ur.reason else ""
        if reason:
            given.setdefault(reason, []).append(asked(item.details.requested))
    told = ""
    for reason, wanted in given.items():
        of = f" for {listed(wanted)}" if len(given) > 1 else ""
        words = reason.replace('"', "'")
        told += f" The reason given{of}: \u201c{words}\u201d"
        told += "" if words.endswith((".", "!", "?")) else "."
    return told


def _shown(items: Sequence[DisputedItem], dispute: Dispute) -> list[Evidence]:
    shown = [p for item in items if item.ur for p in item.ur.evidence[:3]]
    return [*shown, *(dispute.ur_date.evidence[:1] if dispute.ur_date else ())]
