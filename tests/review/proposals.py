"""A small invented item with its criteria and facts, for the tests of words."""

import datetime as dt
from dataclasses import replace

from openimr.domain import (
    Criterion,
    DisputedItem,
    Edition,
    Evidence,
    Fact,
    Finding,
    Group,
    GuidelineSource,
    ItemDetermination,
    ItemKind,
    Limit,
    Mark,
    Needs,
    Operator,
    Quantity,
    Recommendation,
    RequestDetails,
    Search,
    Step,
    UrOutcome,
    UrPosition,
)
from openimr.review import FileRead, Standards, determine

DAY = dt.date(2014, 11, 7)


def passage(words: str, page: int = 3, document: str = "D2") -> Evidence:
    return Evidence(document=document, page=page, quote=words, start=0, end=len(words))


SOURCES = {
    "mtus": GuidelineSource(
        id="mtus",
        name="the MTUS pain guidelines",
        citation="8 CCR 9792.24.2",
        step=Step.MTUS,
        since=None,
        until=None,
        mark=Mark.VERIFIED,
        letter_name="MTUS Chronic Pain Guidelines",
    )
}
SPASM = Criterion(
    id="x.spasm",
    statement="Muscle spasm is found on examination.",
    fact="spasm",
    guideline="mtus",
    met="muscle spasm is recorded on examination",
    unmet="the examination found no muscle spasm",
    silent="no examination records muscle spasm",
    ask="an examination finding of muscle spasm",
)
SHORT = Criterion(
    id="x.short",
    statement="A course lasts no longer than three weeks.",
    fact="duration_of_use",
    guideline="mtus",
    limit=Limit(
        operator=Operator.AT_MOST, bound=Quantity(3, "weeks"), mark=Mark.UNVERIFIED
    ),
    met="use has stayed within a short course",
    unmet="use has gone on beyond a short course",
    silent="the records do not show when the drug was first used",
)
EDITION = Edition(
    guideline="mtus",
    section="Muscle relaxants",
    pages="63-66",
    pages_mark=Mark.VERIFIED,
    since=None,
    until=None,
    recommendation=Recommendation.CONDITIONAL,
    note="A second choice for a short time.",
    required=Group(needs=Needs.ALL, parts=(SPASM, SHORT)),
)
STANDARDS = Standards(
    title="Soma",
    editions=(EDITION,),
    sources=SOURCES,
    labels={"duration_of_use": "duration of use", "spasm": "muscle spasm"},
)
ITEM = DisputedItem(
    details=RequestDetails(
        requested="Soma 350 mg #60", treatment="carisoprodol", kind=ItemKind.DRUG
    ),
    evidence=(passage("Soma 350 mg #60", 1, "D1"),),
    ur=UrPosition(
        outcome=UrOutcome.DENY,
        date=dt.date(2014, 11, 14),
        guideline="MTUS, Carisoprodol.",
        evidence=(passage("Soma 350 mg #60 DENIED", 1, "D1"),),
    ),
)
LONG_USE = Fact(
    fact="duration_of_use",
    finding=Finding.PRESENT,
    value=Quantity(20, "weeks"),
    as_of=DAY,
    evidence=(passage("Soma since June"),),
    how="first recorded 06/20/2014 to 11/07/2014 = 140 days = 20 weeks",
)
SHORT_USE = Fact(
    fact="duration_of_use",
    finding=Finding.PRESENT,
    value=Quantity(1, "weeks"),
    as_of=DAY,
    evidence=(passage("Soma since last week"),),
    how="7 days",
)
FOUND = Fact(
    fact="spasm",
    finding=Finding.PRESENT,
    as_of=DAY,
    evidence=(passage("There is palpable spasm."),),
)
SILENT = Fact(
    fact="spasm",
    finding=Finding.SILENT,
    searched=Search(
        terms=("spasm",),
        documents=("D2", "D3"),
        first=dt.date(2014, 6, 20),
        last=DAY,
    ),
)


HARM = Criterion(
    id="x.harm",
    statement="The liver is sound.",
    fact="comorbid_contraindication",
    guideline="mtus",
    wanted=False,
    met="no disease of the liver is recorded",
    unmet="a disease of the liver is documented",
    silent="the liver is not spoken of",
)
LIVER = Fact(
    fact="comorbid_contraindication",
    finding=Finding.PRESENT,
    as_of=DAY,
    evidence=(
        passage("Cirrhosis of the liver is known since 2012.", 7, "D5"),
        passage("I told him that Soma does not suit his liver.", 9, "D6"),
    ),
    against=(passage("The liver is normal.", 8, "D7"),),
    how="a documented condition outweighs a denial",
)
NONE_FOUND = Fact(
    fact="spasm",
    finding=Finding.ABSENT,
    as_of=DAY,
    evidence=(passage("No spasm is felt on either side."),),
    against=(passage("There was spasm after the fall.", 6, "D4"),),
    how="the latest statement of 11/07/2014 (absent) prevails over an earlier one",
)


def proposal(
    *facts: Fact, standards: Standards = STANDARDS, item: DisputedItem = ITEM
) -> ItemDetermination:
    return determine(item, facts, standards, DAY, FileRead(documents=4))


def of_edition(edition: Edition) -> Standards:
    """Return the standards of the item with another edition."""
    return replace(STANDARDS, editions=(edition,))


def answered(
    outcome: UrOutcome = UrOutcome.DENY,
    reason: str | None = None,
    approved: str | None = None,
) -> DisputedItem:
    """Return the item with another answer of utilization review."""
    ur = ITEM.ur
    assert ur is not None
    return replace(
        ITEM, ur=replace(ur, outcome=outcome, reason=reason, approved=approved)
    )


def words(item: ItemDetermination) -> list[str]:
    return [statement.text for statement in item.rationale]
