"""An invented case, complete enough to fill every section of a letter."""

import datetime as dt
from dataclasses import replace

from openimr.domain import (
    CaseFile,
    CaseHeader,
    Citation,
    Credentials,
    CriterionEntry,
    Decision,
    Determination,
    Document,
    DocumentEntry,
    DocumentKind,
    Engine,
    Evidence,
    FactEntry,
    Finding,
    GuidelineEntry,
    ItemDetermination,
    ItemKind,
    LintFinding,
    Mark,
    NearestEntry,
    Page,
    PageEntry,
    PageStatus,
    Phase,
    SearchEntry,
    SearchStep,
    Statement,
    Step,
    UrEntry,
    UrOutcome,
    Verdict,
)

PATIENT = "Wrenfield, Odessa M."

TEXTS: dict[tuple[str, int], str] = {
    ("application.pdf", 1): (
        "APPLICATION FOR INDEPENDENT MEDICAL REVIEW\n"
        "Case No. CM15-0044871      Received 03/09/2015\n"
        "Employee: Odessa M. Wrenfield     Date of injury: 08/22/2011\n"
        "Treatment denied or modified:\n"
        "  1. Tizanidine 4 mg #90\n"
        "  2. Cyclobenzaprine 7.5 mg #20\n"
    ),
    ("case-file.pdf", 1): (
        "UTILIZATION REVIEW DETERMINATION            02/17/2015\n\n"
        "Tizanidine 4 mg #90: NON-CERTIFIED.  The records do not show spasticity,\n"
        "and use has gone on for months.  MTUS Chronic Pain Medical Treatment\n"
        "Guidelines, Muscle relaxants (for pain).\n\n"
        "Cyclobenzaprine 7.5 mg #20: MODIFIED to #10.\n"
    ),
    ("case-file.pdf", 2): (
        "PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT (PR-2)       09/30/2014\n"
        "Subjective: Low back pain 6/10, no worse than last month.  She takes\n"
        "tizanidine 4 mg three times a day and finds it makes her sleepy.\n"
        "Objective: Lumbar flexion 40 degrees.  Mild paraspinal tenderness, no spasm\n"
        "is felt.  Straight leg raise negative.  Reflexes 2+ and even.\n"
        "Plan: Refill tizanidine 4 mg #90.\n"
    ),
    ("case-file.pdf", 3): (
        "PR-2                                                      01/27/2015\n"
        "Subjective: On 01/24/2015 she slipped on a wet step and has had a sharp\n"
        "increase of low back pain since, 8/10, with cramping.\n"
        "Objective: Marked spasm of the left lumbar paraspinal muscles.  Flexion 20\n"
        "degrees.  Walks bent to the left.  No weakness.\n"
        "Ibuprofen 600 mg for five days & rest helped <little>.\n"
        "Plan: Cyclobenzaprine 7.5 mg at night, #20, short course.  Continue\n"
        "tizanidine 4 mg #90.  Return in three weeks.\n"
        "Work status: off work until 02/17/2015.\n"
    ),
    ("case-file.pdf", 4): (
        "MRI LUMBAR SPINE WITHOUT CONTRAST                         05/06/2013\n"
        "Impression: 2 mm disc bulge at L4-L5 without nerve root contact.\n"
    ),
    ("case-file.pdf", 5): "Pharmacy refill slip: tizanidine 4 mg #90, 11/02/2014\n",
    ("case-file.pdf", 6): "",
    ("case-file.pdf", 7): "PR-2  01/27/2015 (copy)\n",
    ("case-file.pdf", 8): "Laboratory report of another person\n",
    ("case-file.pdf", 9): "",
}


def quoted(
    document: str, page: int, words: str, file: str = "case-file.pdf"
) -> Evidence:
    """Return evidence for words that stand on a page, white space folded."""
    raw = TEXTS[file, page]
    start = raw.index(words)
    return Evidence(
        document=document,
        page=page,
        quote=" ".join(words.split()),
        start=start,
        end=start + len(words),
    )


def _document(
    id_: str, page: int, kind: DocumentKind, title: str | None, **known: object
) -> DocumentEntry:
    blank = DocumentEntry(
        id=id_,
        file="case-file.pdf",
        first_page=page,
        pages=1,
        kind=kind,
        title=title,
        author=None,
        date=None,
        ocr=False,
        duplicate_of=None,
    )
    return replace(blank, **known)  # type: ignore[arg-type]


PR2 = "Primary treating physician's progress report (PR-2)"
_PHYSICIAN = "Imogen T. Castellane, M.D."

DOCUMENTS = (
    _document(
        "D1",
        1,
        DocumentKind.IMR_APPLICATION,
        "Application for Independent Medical Review",
        file="application.pdf",
        date=dt.date(2015, 3, 6),
    ),
    _document(
        "D2",
        1,
        DocumentKind.UR_DECISION,
        "Utilization review determination",
        author="Brightwater Review Services",
        date=dt.date(2015, 2, 17),
    ),
    _document(
        "D3",
        2,
        DocumentKind.PROGRESS_REPORT,
        PR2,
        author=_PHYSICIAN,
        date=dt.date(2014, 9, 30),
    ),
    _document(
        "D4",
        3,
        DocumentKind.PROGRESS_REPORT,
        PR2,
        author=_PHYSICIAN,
        date=dt.date(2015, 1, 27),
    ),
    _document(
        "D5",
        4,
        DocumentKind.IMAGING_REPORT,
        "MRI of the lumbar spine, Odessa Wrenfield",
        author="Paavo Rintala, M.D.",
        date=dt.date(2013, 5, 6),
    ),
    _document(
        "D6",
        5,
        DocumentKind.PRESCRIPTION,
        None,
        author="Lantern Street Pharmacy",
        date=dt.date(2014, 11, 2),
        ocr=True,
    ),
    _document(
        "D7",
        7,
        DocumentKind.PROGRESS_REPORT,
        PR2,
        author=_PHYSICIAN,
        date=dt.date(2015, 1, 27),
        duplicate_of="D4",
    ),
    _document("D8", 8, DocumentKind.LABORATORY_REPORT, None),
)

PAGES = (
    PageEntry(file="application.pdf", page=1, document="D1", status=PageStatus.TEXT),
    *(
        PageEntry(
            file="case-file.pdf", page=n, document=f"D{n + 1}", status=PageStatus.TEXT
        )
        for n in (1, 2, 3, 4)
    ),
    PageEntry(file="case-file.pdf", page=5, document="D6", status=PageStatus.OCR),
    PageEntry(file="case-file.pdf", page=6, document=None, status=PageStatus.BLANK),
    PageEntry(
        file="case-file.pdf",
        page=7,
        document="D7",
        status=PageStatus.DUPLICATE,
        reason="same words as case-file.pdf p. 3",
    ),
    PageEntry(
        file="case-file.pdf",
        page=8,
        document="D8",
        status=PageStatus.MISFILED,
        reason="the name on the page is not the employee's",
    ),
    PageEntry(
        file="case-file.pdf",
        page=9,
        document=None,
        status=PageStatus.UNREADABLE,
        reason="the image is too faint for character recognition",
    ),
)

MTUS_RELAXANTS = GuidelineEntry(
    guideline="mtus_cp_2009",
    name="MTUS Chronic Pain Medical Treatment Guidelines",
    section="Muscle relaxants (for pain)",
    pages="63-66",
    pages_mark=Mark.VERIFIED,
    step=Step.MTUS,
    why="In force on the date of the request, and it addresses the treatment.",
)
MTUS_CYCLOBENZAPRINE = GuidelineEntry(
    guideline="mtus_cp_2009",
    name="MTUS Chronic Pain Medical Treatment Guidelines",
    section="Cyclobenzaprine (Flexeril)",
    pages="41-42",
    pages_mark=Mark.UNVERIFIED,
    step=Step.MTUS,
    why="In force on the date of the request, and it addresses the drug by name.",
)
ODG_FOR_COMPARISON = GuidelineEntry(
    guideline="odg",
    name="Official Disability Guidelines (ODG)",
    section="Pain Chapter, Muscle relaxants",
    pages=None,
    pages_mark=Mark.UNVERIFIED,
    step=Step.ACOEM_ODG,
    why="MTUS addresses the treatment, so nothing outside it decides.",
    used=False,
)

SEARCH_SEQUENCE = (
    SearchStep(
        step=Step.MTUS, taken=True, why="MTUS was searched first, as 9792.21.1 asks."
    ),
    SearchStep(step=Step.ACOEM_ODG, taken=False, why="MTUS addresses the condition."),
    SearchStep(step=Step.OTHER_GUIDELINE, taken=False, why="Not reached."),
    SearchStep(step=Step.STUDY, taken=False, why="Not reached."),
)

_TAKES = quoted("D3", 2, "She takes\ntizanidine 4 mg three times a day")
_REFILL = quoted("D3", 2, "Refill tizanidine 4 mg #90")
_CONTINUE = quoted("D4", 3, "Continue\ntizanidine 4 mg #90")
_NO_SPASM = quoted("D3", 2, "no spasm\nis felt")
_SPASM = quoted("D4", 3, "Marked spasm of the left lumbar paraspinal muscles")
_SLIPPED = quoted(
    "D4",
    3,
    "On 01/24/2015 she slipped on a wet step and has had a sharp\n"
    "increase of low back pain since, 8/10, with cramping",
)
_FIRST_LINE = quoted("D4", 3, "Ibuprofen 600 mg for five days & rest helped <little>")
_COURSE = quoted("D4", 3, "Cyclobenzaprine 7.5 mg at night, #20, short course")
_REFLEXES = quoted("D3", 2, "Reflexes 2+ and even")

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
            evidence=(_TAKES, _REFILL, _CONTINUE),
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
            evidence=(_SLIPPED,),
            against=(_NO_SPASM,),
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
            evidence=(_TAKES, _REFILL, _CONTINUE),
        ),
        Statement(
            text=(
                "The drug makes her sleepy, and no report says what it does for pain "
                "or function."
            ),
            evidence=(_TAKES,),
        ),
        Statement(
            text=(
                "Spasticity, for which longer use could be considered, is not "
                "documented; reflexes are normal."
            ),
            evidence=(_REFLEXES,),
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
            evidence=(_SLIPPED, _SPASM),
        ),
        FactEntry(
            fact="first_line_tried",
            label="First-line treatment tried",
            finding=Finding.PRESENT,
            value="ibuprofen",
            as_of=dt.date(2015, 1, 27),
            evidence=(_FIRST_LINE,),
        ),
        FactEntry(
            fact="days_supply",
            label="Days of supply asked for",
            finding=Finding.PRESENT,
            value="20 days",
            as_of=dt.date(2015, 1, 27),
            evidence=(_COURSE,),
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
            evidence=(_SLIPPED, _SPASM),
        ),
        Statement(
            text="Ibuprofen and rest were tried for five days and helped little.",
            evidence=(_FIRST_LINE,),
        ),
        Statement(
            text="The 20 tablets asked for are a single course of 20 days.",
            evidence=(_COURSE,),
        ),
    ),
    would_change=("A record that the drug was already in use before 01/27/2015.",),
)

SUMMARY = (
    Statement(
        text=(
            "The injured worker is a 46-year-old woman with a date of injury of "
            "08/22/2011."
        ),
        evidence=(
            quoted("D1", 1, "Date of injury: 08/22/2011", file="application.pdf"),
        ),
    ),
    Statement(
        text=(
            "On 09/30/2014 low back pain was 6/10; Ms. Wrenfield took tizanidine "
            "4 mg three times a day and was sleepy from it; no spasm was felt and "
            "straight leg raise was negative."
        ),
        evidence=(_TAKES, _NO_SPASM),
    ),
    Statement(
        text=(
            "On 01/27/2015 pain had risen to 8/10 after a slip three days before, "
            "with marked spasm of the left lumbar muscles and flexion of 20 degrees."
        ),
        evidence=(_SLIPPED, _SPASM),
    ),
    Statement(
        text="A lumbar MRI of 05/06/2013 shows a 2 mm bulge at L4-L5.",
        evidence=(quoted("D5", 4, "2 mm disc bulge at L4-L5"),),
    ),
    Statement(
        text=(
            "Utilization review denied tizanidine and modified cyclobenzaprine on "
            "02/17/2015."
        ),
        evidence=(
            quoted("D2", 1, "Tizanidine 4 mg #90: NON-CERTIFIED"),
            quoted("D2", 1, "Cyclobenzaprine 7.5 mg #20: MODIFIED to #10"),
        ),
    ),
)

DETERMINATION = Determination(
    engine=Engine(version="0.1.0", library="2026.11", as_of=dt.date(2015, 3, 20)),
    case=CaseHeader(
        number="CM15-0044871",
        priority="regular",
        date_of_injury=dt.date(2011, 8, 22),
        age=46,
        sex="female",
        ur_date=dt.date(2015, 2, 17),
        application_received=dt.date(2015, 3, 9),
        employer="Tidewater Tile & Stone",
        claims_administrator="Harrow Claims Services",
        requesting_physician="Imogen T. Castellane, M.D.",
        body_parts=("lumbar spine",),
        diagnoses=("Lumbar strain", "Lumbar disc bulge"),
    ),
    documents=DOCUMENTS,
    pages=PAGES,
    summary=SUMMARY,
    items=(TIZANIDINE, CYCLOBENZAPRINE),
    lint=(
        LintFinding(
            check="missing-document",
            severity="warning",
            message="The request for authorization is not in the file.",
        ),
        LintFinding(
            check="undated-document",
            severity="info",
            message="This document has no date.",
            document="D8",
            page=8,
        ),
    ),
    ignored_files=("notes.xlsx",),
)

REVIEWER = Credentials(
    licensed_in=("California", "Oregon"),
    board_certifications=("Physical Medicine & Rehabilitation",),
    subspecialties=("Pain Medicine",),
    years_in_practice_over=5,
    hours_a_week_at_least=24,
)

CASE = CaseFile(
    name="invented",
    documents=tuple(
        Document(
            id=entry.id,
            file=entry.file,
            first_page=entry.first_page,
            pages=entry.pages,
            kind=entry.kind,
            title=entry.title,
            author=entry.author,
            date=entry.date,
            ocr=entry.ocr,
            duplicate_of=entry.duplicate_of,
        )
        for entry in DOCUMENTS
    ),
    pages=tuple(
        Page(
            file=entry.file,
            number=entry.page,
            text=TEXTS[entry.file, entry.page],
            status=entry.status,
            document=entry.document,
            reason=entry.reason,
        )
        for entry in PAGES
    ),
)
