"""The replay of a corpus as JSON and as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from openimr.corpus.replay.report import (
    PROPOSED,
    PUBLISHED,
    Confusion,
    ItemAt,
    ReplayReport,
    Share,
)
from openimr.corpus.replay.run import Ran


def as_object(report: ReplayReport, ran: Ran | None) -> dict[str, object]:
    """Return a report as JSON takes it."""
    return {
        "replayed": ran.letters if ran else None,
        "replayed_before": ran.known if ran else None,
        "total": _group(report.total),
        "by_treatment": [_group(each) for each in report.by_treatment],
        "by_year": [_group(each) for each in report.by_year],
        "causes": [
            {
                "cause": each.cause.value,
                "about": each.about,
                "sentence": each.sentence,
                **_share(each.share),
                "examples": [_at(one) for one in each.examples],
            }
            for each in report.causes
        ],
        "facts": [
            {
                "treatment": each.treatment,
                "cause": each.cause.value,
                "fact": each.fact,
                **_share(each.share),
                "examples": [_at(one) for one in each.examples],
            }
            for each in report.facts
        ],
    }


def _group(each: Confusion) -> dict[str, object]:
    beyond = each.kappa
    return {
        "group": each.group,
        "items": each.items,
        "cells": [
            {"published": a, "proposed": b, "n": each.cells.get((a, b), 0)}
            for a in PUBLISHED
            for b in PROPOSED
        ],
        "agreement": _share(each.agreed),
        "agreement_decided": _share(each.agreed_decided),
        "overturned": _share(each.overturned),
        "kappa": beyond.value if beyond else None,
        "kappa_low": beyond.low if beyond else None,
        "kappa_high": beyond.high if beyond else None,
    }


def _share(share: Share) -> dict[str, object]:
    limits = share.interval
    return {
        "n": share.hits,
        "of": share.among,
        "low": limits.low if limits else None,
        "high": limits.high if limits else None,
    }


def _at(one: ItemAt) -> dict[str, object]:
    return {"letter": one.letter, "source": one.source, "number": one.number}


def csv_files(report: ReplayReport) -> dict[str, bytes]:
    """Return a report as files by name, one row a group, a cause, a fact."""
    groups = [("all", report.total)]
    groups += [("treatment", each) for each in report.by_treatment]
    groups += [("year", each) for each in report.by_year]
    return {
        "agreement.csv": _csv([_row(by, each) for by, each in groups]),
        "causes.csv": _csv(
            [
                {
                    "cause": each.cause.value,
                    "about": each.about,
                    "sentence": each.sentence,
                    **_share(each.share),
                    "examples": _listed(each.examples),
                }
                for each in report.causes
            ]
        ),
        "facts.csv": _csv(
            [
                {
                    "treatment": each.treatment,
                    "cause": each.cause.value,
                    "fact": each.fact,
                    **_share(each.share),
                    "examples": _listed(each.examples),
                }
                for each in report.facts
            ]
        ),
    }


def _listed(examples: Iterable[ItemAt]) -> str:
    return " ".join(f"{one.letter}-{one.number}" for one in examples)


def _row(by: str, each: Confusion) -> dict[str, object]:
    row: dict[str, object] = {"by": by, "group": each.group or "", "items": each.items}
    for published in PUBLISHED:
        for proposed in PROPOSED:
            name = f"{published} {proposed}".replace(" ", "_")
            row[name] = each.cells.get((published, proposed), 0)
    for name, share in (("agree", each.agreed), ("overturned", each.overturned)):
        row |= {f"{name}_{key}": value for key, value in _share(share).items()}
    beyond = each.kappa
    row["kappa"] = beyond.value if beyond else None
    row["kappa_low"] = beyond.low if beyond else None
    row["kappa_high"] = beyond.high if beyond else None
    return row


def _csv(rows: Sequence[dict[str, object]]) -> bytes:
    out = io.StringIO(newline="")
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue().encode("utf-8")
