"""Invented passages of requests, appeals and denials: what they cite and challenge.

These were written before the reader; later ones stand in
``further_cited_passages``.
"""

from dataclasses import dataclass

from openimr.domain import CitedBy, DocumentKind, StudyDesign

RFA, REPORT = DocumentKind.RFA, DocumentKind.PROGRESS_REPORT
APPEAL, DENIAL = DocumentKind.CORRESPONDENCE, DocumentKind.UR_DECISION
PHYSICIAN, REVIEWER = CitedBy.TREATING_PHYSICIAN, CitedBy.UTILIZATION_REVIEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage and what must be read from it."""

    name: str
    kind: DocumentKind
    text: str
    challenged: bool = False
    studies: tuple[tuple[str | None, int | None, StudyDesign | None], ...] = ()
    """Lead author, year and design of each study."""

    guidelines: tuple[str, ...] = ()
    """Ids of guidelines other than the MTUS, in the order named."""

    by: CitedBy | None = None
    patients: int | None = None
    journal: str | None = None


FIRST = (
    Passage(
        name="a challenge with a full reference",
        kind=RFA,
        text=(
            "The MTUS presumption of correctness is hereby challenged as to this "
            "request. I rely on Marwick TL, Osei B, Rill C. Early tizanidine in acute "
            "neck spasm: a randomized, double-blind trial in 120 patients. Spine "
            "Pract. 2012;14(3):201-210. A copy of the article is attached."
        ),
        challenged=True,
        studies=(("Marwick TL", 2012, StudyDesign.RANDOMIZED),),
        by=PHYSICIAN,
        patients=120,
        journal="Spine Pract",
    ),
    Passage(
        name="a citation without a challenge",
        kind=REPORT,
        text=(
            "He has had good relief with massage before. In a cohort study, Fennimore "
            "et al. (2011) followed 340 workers and found fewer lost days. "
            "I therefore request six more visits."
        ),
        studies=(("Fennimore", 2011, StudyDesign.COHORT),),
        by=PHYSICIAN,
        patients=340,
    ),
    Passage(
        name="a challenge without a citation",
        kind=APPEAL,
        text=(
            "I am writing to appeal the denial. We challenge the presumption of "
            "correctness of the MTUS. There are many studies that show this works, and "
            "my patient deserves the treatment."
        ),
        challenged=True,
    ),
    Passage(
        name="a denial that cites ODG by chapter",
        kind=DENIAL,
        text=(
            "Tizanidine 4 mg #60: Not certified. The Official Disability Guidelines, "
            "Pain chapter, Muscle relaxants, recommend them for short courses only. "
            "The use described goes on beyond that."
        ),
        guidelines=("odg",),
        by=REVIEWER,
    ),
    Passage(
        name="boilerplate that only names the MTUS",
        kind=RFA,
        text=(
            "All treatment requested is in accordance with the MTUS and is reasonably "
            "required to cure or relieve the effects of the injury."
        ),
    ),
    Passage(
        name="boilerplate that names three guidelines",
        kind=REPORT,
        text=(
            "The above treatment plan is consistent with the MTUS, ACOEM and ODG "
            "guidelines. Thank you for the opportunity to care for this patient."
        ),
    ),
    Passage(
        name="a denial that says nobody rebutted the presumption",
        kind=DENIAL,
        text=(
            "The MTUS is presumed correct. The requesting physician has not rebutted "
            "the presumption with scientific medical evidence."
        ),
    ),
    Passage(
        name="the law recited",
        kind=APPEAL,
        text=(
            "Under Labor Code section 4604.5 the presumption is rebuttable and may be "
            "controverted by a preponderance of scientific medical evidence."
        ),
    ),
    Passage(
        name="a review of trials without an author",
        kind=APPEAL,
        text=(
            "A systematic review of randomized trials published in the Journal of "
            "Hand Care in 2013 supports early release."
        ),
        studies=((None, 2013, StudyDesign.SYSTEMATIC_REVIEW),),
        by=PHYSICIAN,
        journal="Journal of Hand Care",
    ),
    Passage(
        name="a reference with the year behind the author",
        kind=RFA,
        text=(
            "References:\n1. Brandt, K. L., & Oyelaran, M. (2010). Home exercise and "
            "chronic low back pain: a meta-analysis. Occupational Rehabilitation "
            "Quarterly, 22(4), 311-329."
        ),
        studies=(("Brandt KL", 2010, StudyDesign.META_ANALYSIS),),
        by=PHYSICIAN,
        journal="Occupational Rehabilitation Quarterly",
    ),
    Passage(
        name="a physician who relies on ODG instead",
        kind=APPEAL,
        text=(
            "Please note that we dispute the presumption of the MTUS here. ODG, Knee "
            "chapter, supports a second series where the first gave six months of "
            "relief, as it did in this case."
        ),
        challenged=True,
        guidelines=("odg",),
        by=PHYSICIAN,
    ),
    Passage(
        name="an imaging study is no study",
        kind=REPORT,
        text=(
            "The MRI study of 04/12/2013 shows a disc bulge at L4-5. The nerve "
            "conduction study (2012) was normal. Dr. Quill (2011) had noted the same."
        ),
    ),
)
