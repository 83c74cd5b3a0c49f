"""Several reviewers' signed determinations of one case, joined as the majority decided.

The count itself is :func:`openimr.domain.tally`: the majority prevails, and an even
split is decided in favour of the treatment (Labor Code 4610.6(e), 8 CCR 9792.10.6(e);
the words on a split were not read at their source).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openimr.domain import (
    LEAST_REVIEWERS,
    Decision,
    Determination,
    ItemDetermination,
    PanelReviewer,
    Tally,
    Vote,
    tally,
)
from openimr.errors import PanelError


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How the reviewers of a case decided one item."""

    item: int
    """Number of the item, from 1."""

    requested: str
    decisions: tuple[Decision, ...]
    """One a reviewer, in the order of the seats."""

    tally: Tally

    @property
    def unanimous(self) -> bool:
        """Tell whether every reviewer decided alike."""
        return len(set(self.decisions)) == 1


def agreement(signed: Sequence[Determination]) -> tuple[Agreement, ...]:
    """Return how the reviewers decided each item, in item order.

    Args:
        signed: each reviewer's determination of the case, in the order of the seats;
            one alone agrees with itself.

    Raises:
        PanelError: there is none, or they are not about the same items.
    """
    if not signed:
        raise PanelError("nobody has signed", "Wait for a signature.")
    _check_items(signed)
    return tuple(
        Agreement(
            item=number,
            requested=items[0].requested,
            decisions=tuple(item.decision for item in items),
            tally=tally([item.decision for item in items]),
        )
        for number, items in enumerate(_by_item(signed), start=1)
    )


def leading(signed: Sequence[Determination]) -> int:
    """Return the place, from 0, of the one who decided most items as the majority did.

    Of several alike it is the first.

    Raises:
        PanelError: as for ``agreement``.
    """
    counted = agreement(signed)
    with_majority = [
        sum(each.decisions[place] is each.tally.decision for each in counted)
        for place in range(len(signed))
    ]
    return with_majority.index(max(with_majority))


def by_majority(signed: Sequence[Determination]) -> Determination:
    """Return the one determination that several reviewers' signatures make.

    Each item is decided as the majority decided it and keeps the working of the first
    reviewer who decided so, the leading one before others.  Header, summary and lists
    are those of the leading reviewer; the day is that of the last signature.  Every
    reviewer stands in the panel by credentials, with each vote and its reasons.

    Args:
        signed: each reviewer's signed determination, in the order of the seats.

    Raises:
        PanelError: there are fewer than two, one is not signed or is of several
            reviewers itself, or they are not about the same items and pages.
    """
    if len(signed) < LEAST_REVIEWERS:
        raise PanelError("it has one reviewer", "Release that reviewer's own.")
    for number, each in enumerate(signed, start=1):
        if each.status != "signed" or each.reviewer is None or each.panel:
            problem = f"the determination of reviewer {number} is not signed by one"
            raise PanelError(problem, "Have each reviewer sign one of their own.")
    lead = signed[leading(signed)]
    _check_pages(signed, lead)
    days = [each.case.decision_date for each in signed if each.case.decision_date]
    return replace(
        lead,
        case=replace(lead.case, decision_date=max(days, default=None)),
        items=tuple(
            _decided(items, own)
            for items, own in zip(_by_item(signed), lead.items, strict=True)
        ),
        reviewer=None,
        panel=tuple(_member(each) for each in signed),
    )


def _decided(
    items: Sequence[ItemDetermination], own: ItemDetermination
) -> ItemDetermination:
    decision = tally([item.decision for item in items]).decision
    return next(item for item in (own, *items) if item.decision is decision)


def _member(signed: Determination) -> PanelReviewer:
    credentials = signed.reviewer
    if credentials is None:  # by_majority has looked
        raise PanelError("a reviewer has no credentials", "Have it signed again.")
    votes = (
        Vote(decision=item.decision, rationale=item.rationale) for item in signed.items
    )
    return PanelReviewer(credentials=credentials, votes=tuple(votes))


def _by_item(
    signed: Sequence[Determination],
) -> tuple[tuple[ItemDetermination, ...], ...]:
    return tuple(zip(*(each.items for each in signed), strict=True))


def _check_items(signed: Sequence[Determination]) -> None:
    asked = [[item.requested for item in each.items] for each in signed]
    if any(each != asked[0] for each in asked):
        problem = "the reviewers have not decided the same items"
        raise PanelError(problem, "Have them sign on the same reading of the case.")


def _check_pages(signed: Sequence[Determination], lead: Determination) -> None:
    for each in signed:
        if (each.documents, each.pages) != (lead.documents, lead.pages):
            problem = "the reviewers have not read the same pages"
            raise PanelError(problem, "Have them sign on the same reading of the case.")
