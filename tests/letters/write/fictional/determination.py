"""The invented determination, with everything a letter can show."""

import datetime as dt

from openimr.domain import (
    CaseHeader,
    Credentials,
    Determination,
    Engine,
    LintFinding,
    Statement,
)

from .cyclobenzaprine import CYCLOBENZAPRINE
from .passages import NO_SPASM, SLIPPED, SPASM, TAKES
from .record import DOCUMENTS, PAGES, quoted
from .tizanidine import TIZANIDINE

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
        evidence=(TAKES, NO_SPASM),
    ),
    Statement(
        text=(
            "On 01/27/2015 pain had risen to 8/10 after a slip three days before, "
            "with marked spasm of the left lumbar muscles and flexion of 20 degrees."
        ),
        evidence=(SLIPPED, SPASM),
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
