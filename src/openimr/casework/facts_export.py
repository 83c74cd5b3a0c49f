"""Facts and the timeline as plain values, ready for JSON."""

import datetime as dt

from openimr.domain import CaseFile, Evidence, Fact, Search, TimelineTrack

from .facts import CaseFacts, ItemFacts

SCHEMA = "openimr.facts/1"


def to_object(found: CaseFacts) -> dict[str, object]:
    """Return the facts of a case with every quote, its file and page.

    A silent fact carries its search; the timeline has one entry a drug or treatment.
    """
    return {
        "schema": SCHEMA,
        "case": found.case.name,
        "request_date": found.request_date.isoformat(),
        "items": [_item(each, found) for each in found.items],
        "timeline": {
            "first": found.timeline.first.isoformat(),
            "last": found.timeline.last.isoformat(),
            "tracks": [_track(track, found.case) for track in found.timeline.tracks],
        },
    }


def _item(answered: ItemFacts, found: CaseFacts) -> dict[str, object]:
    details = answered.item.details
    return {
        "requested": details.requested,
        "treatment": details.treatment,
        "kind": details.kind.value,
        "facts": [_fact(fact, found) for fact in answered.facts],
    }


def _fact(fact: Fact, found: CaseFacts) -> dict[str, object]:
    return {
        "fact": fact.fact,
        "label": found.labels.get(fact.fact, fact.fact.replace("_", " ")),
        "finding": fact.finding.value,
        "value": None if fact.value is None else str(fact.value),
        "as_of": _day(fact.as_of),
        "how": fact.how,
        "evidence": [_evidence(each, found.case) for each in fact.evidence],
        "against": [_evidence(each, found.case) for each in fact.against],
        "searched": _search(fact.searched, found.case),
    }


def _search(search: Search | None, case: CaseFile) -> dict[str, object] | None:
    if search is None:
        return None
    return {
        "terms": list(search.terms),
        "documents": list(search.documents),
        "first": _day(search.first),
        "last": _day(search.last),
        "unreadable": list(search.unreadable),
        "nearest": [
            _evidence(each.evidence, case) | {"why": each.why}
            for each in search.nearest
        ],
    }


def _evidence(evidence: Evidence, case: CaseFile) -> dict[str, object]:
    return {
        "document": evidence.document,
        "file": case.document(evidence.document).file,
        "page": evidence.page,
        "quote": evidence.quote,
    }


def _track(track: TimelineTrack, case: CaseFile) -> dict[str, object]:
    return {
        "name": track.name,
        "kind": track.kind.value,
        "points": [
            {
                "first": point.first.isoformat(),
                "last": point.last.isoformat(),
                "approximate": point.approximate,
                "mark": point.mark.value,
                "label": point.label,
                "evidence": [_evidence(each, case) for each in point.evidence],
            }
            for point in track.points
        ],
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
