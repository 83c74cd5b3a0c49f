"""Put the clinical picture together."""

import datetime as dt

from openimr.clinical.records import Records
from openimr.domain import ClinicalHistory, Dispute, Point, Topic

from . import courses, medicines, points, results, studies, work
from .worker import find_age, find_sex


def find_history(
    records: Records, dispute: Dispute | None, as_of: dt.date
) -> ClinicalHistory:
    """Return who the worker is and what the records tell, in the order of topics.

    The most recent reports up to ``as_of`` speak; studies and operations told inside
    other reports carry their own dates.  Every point has its evidence.
    """
    age, age_evidence = find_age(records, dispute, as_of)
    sex, sex_evidence = find_sex(records)
    found: list[Point] = [
        *points.mechanism(records, dispute, as_of),
        *points.complaints(records, as_of),
        *points.pain_scores(records, as_of),
        *points.examination(records, as_of),
        *studies.studies(records, as_of),
        *studies.surgeries(records, as_of),
        *results.results(records, as_of),
        *courses.treatment(records, as_of),
        *medicines.medications(records, as_of),
        *medicines.effects(records, as_of),
        *points.diagnoses(records, as_of),
        *work.work_status(records, as_of),
        *points.plan(records, as_of),
    ]
    order = list(Topic)
    found.sort(key=lambda point: order.index(point.topic))
    return ClinicalHistory(
        age=age,
        age_evidence=age_evidence,
        sex=sex,
        sex_evidence=sex_evidence,
        points=_once(found),
    )


def _once(found: list[Point]) -> tuple[Point, ...]:
    """Drop points of a topic that repeat another's words."""
    kept: dict[tuple[Topic, str], Point] = {}
    for point in found:
        if point.text:
            kept.setdefault((point.topic, point.text.lower()), point)
    return tuple(kept.values())
