"""An upheld item: used too long, with a search that found nothing."""

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
    NearestEntry,
    Phase,
    SearchEntry,
    Statement,
    UrEntry,
    UrOutcome,
    Verdict,
)

from .guidelines import MTUS_RELAXANTS, ODG_FOR_COMPARISON, SEARCH_SEQUENCE
from .passages import CONTINUE, NO_SPASM, REFILL, REFLEXES, SLIPPED, TAKES
from .record import quoted

TIZANIDINE = ItemDetermination(
    requested="Tizanidine 4 mg #90",
    treatment="tizanidine",
    kind=ItemKind.DRUG,
    phase=Phase.CONTINUATION,
    phase_why="The drug was already being taken on 09/30/2014.",
    strength="4 mg",
    quantity=90,
    refills=None,
    frequency="three times a day",
    visits=None,
    body_part=None,
    side=None,
    level=None,
    retrospective=False,
    ur=UrEntry(
        outcome=UrOutcome.DENY,
        date=dt.date(2015, 2, 17),
        reason="The records do not show spasticity, and use has gone on for months.",
        guideline=(
            "MTUS Chronic Pain Medical Treatment Guidelines, Muscle relaxants "
            "(for pain)"
        ),
    ),
    guidelines=(MTUS_RELAXANTS, ODG_FOR_COMPARISON),
    search_sequence=SEARCH_SEQUENCE,
    facts=(
        FactEntry(
            fact="duration_of_use",
            label="Duration of use",
            finding=Finding.PRESENT,
            value="17 weeks",
            as_of=dt.date(2015, 1, 27),
            evidence=(TAKES, REFILL, CONTINUE),
            how="First documented 09/30/2014, still requested 01/27/2015: 119 days.",
        ),
        FactEntry(
            fact="spasticity_present",
            label="Spasticity from a disorder of the brain or spinal cord",
            finding=Finding.SILENT,
            value=None,
            as_of=None,
            evidence=(),
            searched=SearchEntry(
                terms=(
                    "spasticity",
                    "spastic",
                    "clonus",
                    "increased tone",
                    "upper motor neuron",
                    "multiple sclerosis",
                    "spinal cord injury",
                ),
                documents=("D1", "D2", "D3", "D4", "D5", "D6"),
                from_=dt.date(2013, 5, 6),
                to=dt.date(2015, 1, 27),
                unreadable=("case-file.pdf p. 9",),
                nearest=(
                    NearestEntry(
                        document="D3",
                        page=2,
                        quote="Reflexes 2+ and even",
                        why="normal reflexes, not a sign of spasticity",
                    ),
                    NearestEntry(
                        document="D2",
                        page=1,
                        quote="The records do not show spasticity",
                        why="utilization review's words, not an examination",
                    ),
                ),
            ),
        ),
        FactEntry(
            fact="acute_exacerbation",
            label="Acute exacerbation of chronic low back pain",
            finding=Finding.PRESENT,
            value=None,
            as_of=dt.date(2015, 1, 27),
            evidence=(SLIPPED,),
            against=(NO_SPASM,),
        ),
    ),
    criteria=(
        CriterionEntry(
            id="muscle_relaxant_general.short_course",
            statement="The drug is for a short course of at most 3 weeks.",
            fact="duration_of_use",
            required=True,
            role="required",
            group=None,
            guideline="mtus_cp_2009",
            pages="63-66",
            mark=Mark.UNVERIFIED,
            status=Verdict.NOT_MET,
            why="17 weeks are documented against a limit of 3 weeks.",
        ),
        CriterionEntry(
            id="tizanidine.spasticity",
            statement="Spasticity is documented.",
            fact="spasticity_present",
            required=True,
            role="required",
            group="use for spasticity",
            guideline="mtus_cp_2009",
            pages="66",
            mark=Mark.VERIFIED,
            status=Verdict.NOT_DOCUMENTED,
            why="No document speaks of spasticity.",
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
            why="A fall on 01/24/2015 is followed by a sharp increase of pain.",
        ),
    ),
    decision=Decision.UPHELD,
    decided_by=Verdict.NOT_MET,
    rationale=(
        Statement(
            text=(
                "The guideline in force accepts a muscle relaxant that does not "
                "sedate as a second choice, for a short time, when chronic low back "
                "pain flares up."
            ),
            citations=(Citation(guideline="mtus_cp_2009", pages="63-66"),),
        ),
        Statement(
            text=(
                "Tizanidine was already being taken three times a day on 09/30/2014 "
                "and was to be continued on 01/27/2015, which is 17 weeks against a "
                "limit of 3 weeks."
            ),
            evidence=(TAKES, REFILL, CONTINUE),
        ),
        Statement(
            text=(
                "The drug makes her sleepy, and no report says what it does for pain "
                "or function."
            ),
            evidence=(TAKES,),
        ),
        Statement(
            text=(
                "Spasticity, for which longer use could be considered, is not "
                "documented; reflexes are normal."
            ),
            evidence=(REFLEXES,),
            citations=(
                Citation(
                    guideline="mtus_cp_2009", pages="66", pages_mark=Mark.UNVERIFIED
                ),
            ),
        ),
        Statement(
            text="The request for Tizanidine 4 mg #90 is not medically necessary."
        ),
    ),
    would_change=(
        "Spasticity from a disorder of the brain or spinal cord, documented on "
        "examination.",
        "A report that measures better function while the drug is taken, with a date "
        "on which it will end.",
    ),
    evidence=(quoted("D1", 1, "Tizanidine 4 mg #90", file="application.pdf"),),
)
