"""Which text of LC 4610.5(c)(2) applies, and how far down its standards one gets."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openimr.domain import RankEntry, StandardRule, StandardsEntry, Step

from .prose import day as written


@cache
def _data() -> Mapping[str, Any]:
    text = files(__package__).joinpath("legal_standards.yaml").read_text("utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data


def standards_entry(
    ur_day: dt.date | None, request_day: dt.date, governing: Step | None
) -> StandardsEntry:
    """Return the rule of the day with each standard and whether it was reached.

    The day is that of the UR decision; where no paper states it, that of the request.
    ``governing`` is the step of the search sequence whose guideline governs.
    """
    day, day_is = (ur_day, "UR decision") if ur_day else (request_day, "request")
    later = day >= _data()["in_mtus_since"]
    rule = StandardRule.AS_IN_MTUS if later else StandardRule.STRICT_ORDER
    how = (
        "the standards are applied as set forth in the MTUS, drug formulary included"
        if later
        else "the standards are applied strictly in the order listed, a lower one only "
        "where every higher one is inapplicable to the employee's condition"
    )
    return StandardsEntry(
        rule=rule,
        day=day,
        day_is=day_is,
        why=f"{_data()['citation']}, by the {day_is} of {written(day)}: {how}",
        ranks=tuple(_ranks(governing, later=later)),
    )


def _ranks(governing: Step | None, *, later: bool) -> Iterator[RankEntry]:
    reached: str | None = None
    for entry in _data()["ranks"]:
        step = entry.get("step")
        applied = reached is None and governing is not None and step == governing.value
        yield RankEntry(
            rank=entry["rank"],
            standard=entry.get("later", entry["standard"])
            if later
            else entry["standard"],
            applied=applied,
            why=_why(step, reached, applied=applied),
        )
        if applied:
            reached = entry["rank"]


def _why(step: str | None, reached: str | None, *, applied: bool) -> str:
    if applied:
        return "a guideline of it with criteria governs the item"
    if reached is not None:
        return f"not reached: {reached} applies"
    if step is None:
        return "nothing of it is held here; the reviewer supplies it"
    return "nothing of it with criteria for the treatment is held here"
