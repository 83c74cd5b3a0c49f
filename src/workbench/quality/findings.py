"""What the program finds in a signed determination, as plain data for the page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from django.conf import settings

from openimr.casework.corpus_similar import precedent_names, similar_to
from openimr.casework.lint_letters import lint_determination
from openimr.casework.lint_subject import at_hand
from openimr.clinical import read_records
from openimr.corpus.precedents import Hit, Precedents, Separator, Side
from openimr.documents import read_dispute
from openimr.domain import CaseFile, Determination, ItemDetermination, LintFinding
from openimr.errors import OpenImrError
from openimr.lint.catalogue import load_checks

Data = dict[str, object]
BLOCKING = "error"
"""Severity of lint that stands against a release."""

_SHOWN = 3
"""Like cases of each side that are shown."""


def lint_of(determination: Determination, case: CaseFile | None) -> list[Data]:
    """Return what lint finds, the gravest first, each with its place and its cure."""
    hand = None
    if case is not None:
        hand = at_hand(case, read_dispute(case), read_records(case))
    found = lint_determination(determination, "determination.json", hand).findings
    return [_finding(each) for each in found]


def _finding(found: LintFinding) -> Data:
    check = load_checks().get(found.check)
    return {
        **asdict(found),
        "finds": check.finds if check else "",
        "next": check.next if check else "",
    }


def blocking(lint: Iterable[Mapping[str, object]]) -> list[Data]:
    """Return the errors among findings by check and item, without words."""
    return [
        {"check": each["check"], "item": each["item"]}
        for each in lint
        if each["severity"] == BLOCKING
    ]


def told(errors: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield a sentence an error, for whoever has to mend it; no words of a record."""
    known = load_checks()
    for error in errors:
        check = known.get(str(error.get("check")))
        place = f"Item {error['item']}: " if error.get("item") else ""
        if check is not None:
            yield f"{place}{check.finds}  {check.next}"


def items_of(
    determination: Determination, record: Mapping[str, object]
) -> Iterator[Data]:
    """Yield each item: what was proposed, what was decided, and why otherwise.

    The proposal stands in the determination (``own``); in one that was signed on the
    command line it stands in the signature's record.
    """
    listed = record.get("decided")
    decided = listed if isinstance(listed, list) else []
    by_item = {each["item"]: each for each in decided if isinstance(each, dict)}
    for number, item in enumerate(determination.items, 1):
        yield _item(number, item, by_item.get(number, {}))


def _item(number: int, item: ItemDetermination, told: Mapping[str, object]) -> Data:
    own = item.own
    proposed = own.proposed if own else told.get("proposed")
    return {
        "item": number,
        "requested": item.requested,
        "proposed": proposed,
        "decision": item.decision,
        "agrees": proposed == item.decision,
        "reason": (own.reason if own else None) or told.get("reason"),
        "rationale": [each.text for each in item.rationale],
        "criteria": _judged(item),
        "facts": [asdict(each) for each in own.facts] if own else [],
        "deciding": [each.id for each in item.criteria if each.required],
    }


def _judged(item: ItemDetermination) -> list[Data]:
    """Return the criteria that the reviewer judged otherwise, with the reasons."""
    if item.own is None:
        return []
    said = {each.id: each.statement for each in item.criteria}
    return [
        {**asdict(each), "statement": said.get(each.criterion, each.criterion)}
        for each in item.own.criteria
    ]


def figures_of(items: Iterable[Mapping[str, object]]) -> Data:
    """Return the counts that statistics are made of: numbers and ids of criteria."""
    many = agreed = unproposed = 0
    overruled: dict[str, int] = {}
    for item in items:
        many += 1
        agreed += bool(item["agrees"])
        unproposed += item["proposed"] is None
        judged = item["criteria"]
        for each in judged if isinstance(judged, list) else ():
            id_ = str(each["criterion"])
            overruled[id_] = overruled.get(id_, 0) + 1
    return {
        "items": many,
        "agreed": agreed,
        "unproposed": unproposed,
        "overruled": overruled,
    }


def like_cases(determination: Determination) -> Data:
    """Return like published cases for each item on both sides, or why there are none.

    The sides stand in a fixed order that says nothing, each by nearness.
    """
    if settings.CORPUS is None:
        none = (
            "No corpus of published letters is set up (OPENIMR_CORPUS), so there is "
            "nothing to compare with."
        )
        return {"none": none, "items": []}
    try:
        found = similar_to(determination, settings.CORPUS, limit=_SHOWN)
    except OpenImrError as error:
        return {"none": str(error), "items": []}
    return {"none": "", "items": [_like(each) for each in found]}


def _like(found: Precedents) -> Data:
    return {
        "requested": found.asked.requested,
        "sides": [_side(side) for side in found.sides],
        "separator": _separator(found.separator),
    }


def _side(side: Side) -> Data:
    return {
        "outcome": side.outcome,
        "among": side.among,
        "hits": [_hit(hit) for hit in side.hits],
    }


def _hit(hit: Hit) -> Data:
    kept = ("letter", "case_number", "year", "specialty", "requested", "passage")
    return {
        **{name: getattr(hit, name) for name in kept},
        "nearness": round(hit.nearness, 2),
        "differs": [
            {name: _spoken(value) for name, value in asdict(each).items()}
            for each in hit.differs
        ],
    }


def _spoken(code: str | None) -> str | None:
    """Return a code as words: ``not_met`` becomes "not met"."""
    return None if code is None else code.replace("_", " ")


def _separator(found: Separator | None) -> Data | None:
    if found is None:
        return None
    return {
        "label": precedent_names().label(found.fact),
        "status": _spoken(found.status),
        "shares": [
            {"side": each.side, "hits": each.hits, "among": each.among}
            for each in found.shares
        ],
        "clear": found.clear,
        "asked": _spoken(found.asked) or "not weighed",
        "stands_with": found.stands_with,
    }
