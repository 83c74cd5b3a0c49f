"""Write the clinical case summary, in the order a physician expects.

Who and when, mechanism, complaints with scores, findings, studies, operations,
treatment to date, medications, diagnoses, work status, plan, the request and the UR
decision; each sentence with the passages it rests on.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from openimr.domain import (
    ClinicalHistory,
    Dispute,
    DisputedItem,
    Evidence,
    Point,
    Statement,
    Topic,
    UrOutcome,
)

from .prose import clause, day, distinct, listed, sentence

_LEADS = {
    Topic.MECHANISM: "The injury is described as follows: {points}",
    Topic.COMPLAINTS: "{source} records these complaints: {points}",
    Topic.PAIN_SCORES: "Pain scores: {points}",
    Topic.EXAMINATION: "On examination{on}: {points}",
    Topic.STUDIES: "{source} reports: {points}",
    Topic.SURGERIES: "Operations: {points}",
    Topic.TREATMENT: "Treatment to date: {points}",
    Topic.MEDICATIONS: "Medications{on}: {points}",
    Topic.DIAGNOSES: "Diagnoses{on}: {points}",
    Topic.WORK_STATUS: "Work status{on}: {points}",
    Topic.PLAN: "The plan{on}: {points}",
}
_BY_DATE = frozenset(
    {
        Topic.COMPLAINTS,
        Topic.EXAMINATION,
        Topic.STUDIES,
        Topic.MEDICATIONS,
        Topic.DIAGNOSES,
        Topic.WORK_STATUS,
        Topic.PLAN,
    }
)
"""Topics of which each report is told in a sentence of its own."""

_NARRATIVE = frozenset(
    {Topic.MECHANISM, Topic.COMPLAINTS, Topic.TREATMENT, Topic.WORK_STATUS, Topic.PLAN}
)
"""Topics told in the voice of whoever wrote the record; that voice is quoted."""

_MOST_EVIDENCE = 12
_UR_DID = {
    UrOutcome.DENY: "denied",
    UrOutcome.MODIFY: "modified",
    UrOutcome.DELAY: "delayed a decision on",
    UrOutcome.APPROVE: "approved",
}


def summarise(
    history: ClinicalHistory, dispute: Dispute, items: Sequence[DisputedItem]
) -> tuple[Statement, ...]:
    """Return the summary, sentence by sentence."""
    return tuple(
        statement
        for statement in (
            *_worker(history, dispute),
            *_told(history),
            *_request(items, dispute),
            *_review_decision(items, dispute),
        )
        if statement.evidence
    )


def _worker(history: ClinicalHistory, dispute: Dispute) -> Iterator[Statement]:
    evidence: list[Evidence] = [*history.age_evidence[:2], *history.sex_evidence[:1]]
    who = "The injured worker is"
    age = f" a {history.age}-year-old" if history.age is not None else " a"
    sex = f" {history.sex}" if history.sex else " worker"
    injury = ""
    if dispute.date_of_injury is not None:
        injury = f" with a date of injury of {day(dispute.date_of_injury.value)}"
        evidence += dispute.date_of_injury.evidence[:1]
    if dispute.employer is not None:
        evidence += dispute.employer.evidence[:1]
    yield Statement(text=f"{who}{age}{sex}{injury}.", evidence=distinct(evidence))


def _told(history: ClinicalHistory) -> Iterator[Statement]:
    for topic in Topic:
        points = history.on(topic)
        if topic is Topic.WORKER:
            yield from (_alone(point) for point in points)
        elif topic in _BY_DATE:
            for _, group in groupby(
                points, key=lambda point: (point.date, point.source)
            ):
                yield _together(topic, list(group))
        elif points:
            yield _together(topic, list(points))


def _alone(point: Point) -> Statement:
    return Statement(text=sentence(point.text), evidence=distinct(point.evidence))


def _together(topic: Topic, points: Sequence[Point]) -> Statement:
    first = points[0]
    told = [_words(point) + _dated(topic, point.date) for point in points]
    source = f"the {first.source or 'record'}"
    if first.date is not None:
        source += f" of {day(first.date)}"
    words = _LEADS[topic].format(
        points="; ".join(dict.fromkeys(told)),
        source=source,
        on=f" on {day(first.date)}" if first.date else "",
    )
    evidence = [passage for point in points for passage in point.evidence[:2]]
    return Statement(text=sentence(words), evidence=distinct(evidence, _MOST_EVIDENCE))


def _words(point: Point) -> str:
    """Return a point's words, in quotation marks where they are the record's own."""
    words = clause(point.text)
    own = point.topic in _NARRATIVE and any(
        words in passage.quote for passage in point.evidence
    )
    return "\u201c" + words.replace('"', "'") + "\u201d" if own else words


def _dated(topic: Topic, date: dt.date | None) -> str:
    if topic in _BY_DATE or topic is Topic.MECHANISM or date is None:
        return ""
    return f" ({day(date)})"


def _request(items: Sequence[DisputedItem], dispute: Dispute) -> Iterator[Statement]:
    when = dispute.request_date()
    words = "The request"
    if dispute.rfa_date is not None:
        words += f" for authorization is dated {day(dispute.rfa_date.value)} and"
    elif dispute.request_received is not None and when is not None:
        words += f" was received on {day(when)} and"
    asked = listed([item.details.requested for item in items])
    evidence = [passage for item in items for passage in item.evidence[:2]]
    if dispute.rfa_date is not None:
        evidence += dispute.rfa_date.evidence[:1]
    yield Statement(text=f"{words} asks for {asked}.", evidence=distinct(evidence, 8))


def _review_decision(
    items: Sequence[DisputedItem], dispute: Dispute
) -> Iterator[Statement]:
    for item in items:
        ur = item.ur
        if ur is None or ur.outcome is None:
            continue
        when = f" on {day(ur.date)}" if ur.date else ""
        cited = f", citing {clause(ur.guideline)}" if ur.guideline else ""
        reason = f" The reason given: \u201c{ur.reason}\u201d" if ur.reason else ""
        passages = [*ur.evidence]
        if dispute.ur_date is not None:
            passages += dispute.ur_date.evidence[:1]
        yield Statement(
            text=(
                f"Utilization review {_UR_DID[ur.outcome]} {item.details.requested}"
                f"{when}{cited}.{reason}"
            ),
            evidence=distinct(passages),
        )
