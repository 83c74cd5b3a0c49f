"""The clinical picture that a case summary tells, point by point."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from .evidence import Evidence


class Topic(StrEnum):
    """Points of a clinical case summary, in the order a physician expects them."""

    WORKER = "worker"
    MECHANISM = "mechanism"
    COMPLAINTS = "complaints"
    PAIN_SCORES = "pain_scores"
    EXAMINATION = "examination"
    STUDIES = "studies"
    TESTS = "tests"
    """Laboratory results, drug tests, questionnaires and tests of capacity."""

    SURGERIES = "surgeries"
    TREATMENT = "treatment"
    MEDICATIONS = "medications"
    EFFECTS = "effects"
    """What the medications do: relief, side effects, failure."""

    DIAGNOSES = "diagnoses"
    WORK_STATUS = "work_status"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing the records tell about the worker."""

    topic: Topic
    text: str
    """The record's words or our rendering of them, without a closing full stop."""

    date: dt.date | None = None
    """Date of the record that tells it, or of the study or operation told."""

    source: str | None = None
    """What tells it, such as 'progress report'."""

    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicalHistory:
    """Who the worker is and what the records tell, in the order of topics."""

    age: int | None = None
    age_evidence: tuple[Evidence, ...] = ()
    sex: str | None = None
    """``female`` or ``male``."""

    sex_evidence: tuple[Evidence, ...] = ()
    points: tuple[Point, ...] = ()

    def on(self, topic: Topic) -> tuple[Point, ...]:
        """Return the points on one topic."""
        return tuple(point for point in self.points if point.topic is topic)
