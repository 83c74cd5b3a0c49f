"""An overturned item: a short course that meets every criterion."""

import datetime as dt

from openimr.domain import (
    Citation,
    CriterionEntry,
    Decision,
    FactEntry,
    Finding,
    ItemDetermination,
    ItemKind,
    Mark,
    Phase,
    Statement,
    UrEntry,
    UrOutcome,
    Verdict,
)

from .guidelines import MTUS_CYCLOBENZAPRINE, MTUS_RELAXANTS, SEARCH_SEQUENCE
from .passages import COURSE, FIRST_LINE, SLIPPED, SPASM

CYCLOBENZAPRINE = ItemDetermination(
    requested="Cyclobenzaprine 7.5 mg #20",
    treatment="cyclobenzaprine",
    kind=ItemKind.DRUG,
    phase=Phase.INITIAL,
    phase_why="No earlier document lists the drug.",
    strength="7.5 mg",
    quantity=20,
    refills=0,
    frequency="at night",
    visits=None,
    body_part=None,
    side=None,
    level=None,
    retrospective=False,
    ur=UrEntry(
        outcome=UrOutcome.MODIFY,
        date=dt.date(2015, 2, 17),
        reason=None,
        guideline=None,
        approved="Cyclobenzaprine 7.5 mg #10",
    ),
    guidelines=(MTUS_CYCLOBENZAPRINE, MTUS_RELAXANTS),
    search_sequence=SEARCH_SEQUENCE,
    facts=(
        FactEntry(
            fact="acute_exacerbation",
            label="Acute exacerbation of chronic low back pain",
            finding=Finding.PRESENT,
            value=None,
            as_of=dt.date(2015, 1, 27),
            evidence=(SLIPPED, SPASM),
        ),
        FactEntry(
            fact="first_line_tried",
            label="First-line treatment tried",
            finding=Finding.PRESENT,
            value="ibuprofen",
            as_of=dt.date(2015, 1, 27),
            evidence=(FIRST_LINE,),
        ),
        FactEntry(
            fact="days_supply",
            label="Days of supply asked for",
            finding=Finding.PRESENT,
            value="20 days",
            as_of=dt.date(2015, 1, 27),
            evidence=(COURSE,),
            how="20 tablets at 1 a night are 20 days.",
        ),
    ),
    criteria=(
        CriterionEntry(
            id="cyclobenzaprine.short_course",
            statement="The course is at most 3 weeks.",
            fact="days_supply",
            required=True,
            role="required",
            group=None,
            guideline="mtus_cp_2009",
            pages="41-42",
            mark=Mark.UNVERIFIED,
            status=Verdict.MET,
            why="20 days are asked for against a limit of 21 days.",
        ),
        CriterionEntry(
            id="muscle_relaxant_general.exacerbation",
            statement="There is an acute exacerbation of chronic low back pain.",
            fact="acute_exacerbation",
            required=True,
            role="required",
            group=None,
            guideline="mtus_cp_2009",
            pages="63",
            mark=Mark.VERIFIED,
            status=Verdict.MET,
            why="A fall on 01/24/2015 is followed by spasm and much more pain.",
        ),
        CriterionEntry(
            id="muscle_relaxant_general.second_line",
            statement="First-line treatment was tried before.",
            fact="first_line_tried",
            required=True,
            role="required",
            group=None,
            guideline="mtus_cp_2009",
            pages="63",
            mark=Mark.VERIFIED,
            status=Verdict.MET,
            why="Ibuprofen was taken for five days with little effect.",
        ),
    ),
    decision=Decision.OVERTURNED,
    decided_by=Verdict.MET,
    rationale=(
        Statement(
            text=(
                "The guideline in force accepts cyclobenzaprine for a short course "
                "and finds the effect greatest in the first days."
            ),
            citations=(
                Citation(
                    guideline="mtus_cp_2009",
                    pages="41-42",
                    section="Cyclobenzaprine (Flexeril)",
                    pages_mark=Mark.UNVERIFIED,
                ),
            ),
        ),
        Statement(
            text=(
                "A fall on 01/24/2015 was followed by pain of 8/10 and marked spasm "
                "on examination."
            ),
            evidence=(SLIPPED, SPASM),
        ),
        Statement(
            text="Ibuprofen and rest were tried for five days and helped little.",
            evidence=(FIRST_LINE,),
        ),
        Statement(
            text="The 20 tablets asked for are a single course of 20 days.",
            evidence=(COURSE,),
        ),
    ),
    would_change=("A record that the drug was already in use before 01/27/2015.",),
)
