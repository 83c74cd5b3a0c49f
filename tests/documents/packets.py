"""Small fictional packets: what is put together, and where its documents begin."""

from dataclasses import dataclass

from .paper import BLANK, SCAN, Paper

PROSE = (
    "She says that the neck is stiff in the morning and that the right arm goes to \n"
    "sleep when she kneads dough for longer than a quarter of an hour, which is what \n"
    "the bakery asks of her on most days of the week."
)

NOTE = """LANTERN PAIN GROUP
14 Pier Street, Suite 2, Port Quill, CA 90999
PROGRESS REPORT (PR-2)
Patient: PELLWORTH, INES   DOB: 01/02/1970   DOS: {day}
SUBJECTIVE: Neck pain {score}/10.
PLAN: Tizanidine 4 mg #60.
B. Osei, M.D."""

LETTER = (
    """BRAMBLE SPINE SURGEONS
Cornelius Wick, M.D.
October 2, 2015
Bettina Osei, M.D.
RE: Ines Pellworth
Dear Bettina:
Thank you for sending this pleasant baker.
"""
    + PROSE
)


@dataclass(frozen=True, slots=True)
class Packet:
    """Pages of one file and the pages, from 1, on which documents begin."""

    pages: tuple[Paper, ...]
    starts: tuple[int, ...]


def note(day: str, score: int = 5) -> str:
    """Return a one-page visit note."""
    return NOTE.format(day=day, score=score)


PACKETS = {
    "visit notes of one clinic follow each other": Packet(
        (note("05/03/2016"), note("06/07/2016", 6), note("07/12/2016", 4)), (1, 2, 3)
    ),
    "a letter goes on without any head on its second page": Packet(
        (
            LETTER + " \nThe strength of the grip on the right has gone down since",
            "the spring, and the reflex of the triceps is not what it was. I would \n"
            "wait with an operation.\nKind regards,\nCornelius Wick, M.D.",
            note("05/03/2016"),
        ),
        (1, 3),
    ),
    "second pages have a running head with name, date and page": Packet(
        (
            LETTER,
            "Pellworth, Ines   October 2, 2015   page 2\n" + PROSE,
            "Pellworth, Ines   October 2, 2015   page 3\nCornelius Wick, M.D.",
        ),
        (1,),
    ),
    "an electronic chart repeats its whole head on every page": Packet(
        (
            "COBBLE HILL CLINIC   Pellworth, Ines   DOS 05/03/2016\nPROGRESS NOTE\n"
            "Subjective: neck pain.\n" + PROSE,
            "COBBLE HILL CLINIC   Pellworth, Ines   DOS 05/03/2016\nPROGRESS NOTE\n"
            "Objective: spasm of the right trapezius.\nPlan: heat.",
            "COBBLE HILL CLINIC   Pellworth, Ines   DOS 06/01/2016\nPROGRESS NOTE\n"
            "Subjective: better.\nPlan: return as needed.",
        ),
        (1, 3),
    ),
    "pages are numbered one of three": Packet(
        (
            note("05/03/2016") + "\nPage 1 of 1",
            "QUARRY PEER REVIEW\nMay 9, 2016\nUTILIZATION REVIEW DECISION\n"
            "RE: Ines Pellworth\nPage 1 of 2",
            "RATIONALE\n" + PROSE + "\nPage 2 of 2",
            "COPPER BASIN IMAGING\nMRI CERVICAL SPINE\nPatient: Pellworth, Ines\n"
            "Exam date: 03/01/2016\nIMPRESSION: Bulge C5-6.\nPage 1 of 1",
        ),
        (1, 2, 4),
    ),
    "the scanner numbered the packet, not the documents": Packet(
        tuple(
            f"{text}\nPage {number} of 5"
            for number, text in enumerate(
                (
                    note("05/03/2016"),
                    note("06/07/2016", 6),
                    LETTER,
                    "He should rest.\nCornelius Wick, M.D.",
                    "COPPER BASIN IMAGING\nMRI CERVICAL SPINE\n"
                    "Exam date: 03/01/2016\nIMPRESSION: Bulge C5-6.",
                ),
                start=1,
            )
        ),
        (1, 2, 3, 5),
    ),
    "one fax holds a request and the report with it": Packet(
        (
            "04/28/2016 16:02 FROM: LANTERN PAIN TO: GRANGE MUTUAL PAGE 1 OF 3\n"
            "REQUEST FOR AUTHORIZATION\nDWC Form RFA\nName: Pellworth, Ines",
            "04/28/2016 16:02 FROM: LANTERN PAIN TO: GRANGE MUTUAL PAGE 2 OF 3\n"
            + note("04/27/2016"),
            "04/28/2016 16:02 FROM: LANTERN PAIN TO: GRANGE MUTUAL PAGE 3 OF 3\n"
            "WORK STATUS: off work.\nB. Osei, M.D.",
        ),
        (1, 2),
    ),
    "a scanned run after a report is a document of its own": Packet(
        (note("05/03/2016"), SCAN, SCAN, note("06/07/2016")), (1, 2, 4)
    ),
    "blank backs belong to the document before": Packet(
        (note("05/03/2016"), BLANK, note("06/07/2016"), BLANK), (1, 3)
    ),
    "a page with a signature only belongs to the report before": Packet(
        (
            "B. QUILL, M.D.\nQualified Medical Evaluator\nMay 3, 2016\n"
            "PANEL QME REPORT\nRE: Ines Pellworth\n" + PROSE,
            "B. Quill, M.D.\nSigned at Port Quill, May 3, 2016",
        ),
        (1,),
    ),
    "a table goes on with its rows": Packet(
        (
            "CORNER PHARMACY   PATIENT PROFILE\nPELLWORTH, INES\n"
            "FILLED DRUG QTY PRESCRIBER\n01/04/2016 TIZANIDINE 4MG 60 OSEI\n"
            "02/03/2016 TIZANIDINE 4MG 60 OSEI",
            "03/02/2016 TIZANIDINE 4MG 60 OSEI\n04/05/2016 TIZANIDINE 4MG 60 OSEI",
        ),
        (1,),
    ),
    "the page of another patient stands in the middle of a report": Packet(
        (
            "COBBLE HILL CLINIC\nPatient: Pellworth, Ines   DOB: 01/02/1970\n"
            "Neck pain.\n" + PROSE,
            "Patient: Orr, Tansy   DOB: 03/04/1981\nThe knee is swollen.",
        ),
        (1, 2),
    ),
    "a handwritten note begins with a date and an address": Packet(
        (
            note("05/03/2016"),
            "May 20 2016\nTo whom it may concern,\nI am Ines. My neck hurts.",
            "3/6/16\nTo Grange Mutual / Tansy\nInes works four hours since Monday.",
        ),
        (1, 2, 3),
    ),
    "an application breaks in its list of treatments": Packet(
        (
            "State of California\nAPPLICATION FOR INDEPENDENT MEDICAL REVIEW\n"
            "DWC Form IMR\nEmployee Name: Ines Pellworth\n"
            "List each specific requested medical service that was denied:\n"
            "1. Tizanidine 4 mg #60",
            "2. MRI of the cervical spine\n"
            "REQUEST FOR REVIEW AND CONSENT TO OBTAIN MEDICAL RECORDS\n" + PROSE,
            "Consent to obtain medical records (continued)\n"
            "Employee Signature: Ines Pellworth   Date: 05/20/2016",
        ),
        (1,),
    ),
    "a long report reviews other reports by name": Packet(
        (
            "B. QUILL, M.D.\nQualified Medical Evaluator\nMay 3, 2016\n"
            "PANEL QME REPORT\nRE: Ines Pellworth\n" + PROSE,
            "DIAGNOSTIC STUDIES\n"
            "MRI of the cervical spine dated 01/02/2015: 3 mm bulge at C5-6.\n" + PROSE,
            "REVIEW OF MEDICAL RECORDS\n"
            "01/02/2015 - Doctor's First Report, Dr. Osei. Neck strain.\n"
            "02/03/2015 - Operative report, Dr. Wick.\n" + PROSE,
            "03/04/2015, Progress report, Dr. Osei. Neck pain 6/10.\n" + PROSE,
            "PHYSICAL EXAMINATION\nThe patient is a woman of 46.\n" + PROSE,
            "APPORTIONMENT\nNone.\nB. Quill, M.D.",
        ),
        (1,),
    ),
    "every page bears a number of the file at its foot": Packet(
        tuple(
            f"{text}\nPELL-{number:06d}"
            for number, text in enumerate(
                (
                    note("05/03/2016"),
                    note("06/07/2016", 6),
                    LETTER,
                    "He should rest.\nCornelius Wick, M.D.",
                ),
                start=1,
            )
        ),
        (1, 2, 3),
    ),
    "two letters of one writer have no title": Packet(
        (
            "BRAMBLE SPINE SURGEONS\nMay 3, 2016\nDear Bettina,\n" + PROSE,
            "BRAMBLE SPINE SURGEONS\nJune 9, 2016\nDear Bettina,\nShe is better.",
        ),
        (1, 2),
    ),
    "second pages of a letter repeat its subject line": Packet(
        (
            "TALLOW UTILIZATION REVIEW\nMay 3, 2016\nRE: Ines Pellworth  Claim QX-1\n"
            "NOTICE OF DETERMINATION\nBaclofen 10 mg #90 DENIED",
            "RE: Ines Pellworth  Claim QX-1\nRATIONALE\n" + PROSE,
            "RE: Ines Pellworth  Claim QX-1\nYOUR RIGHTS\n" + PROSE,
        ),
        (1,),
    ),
    "two studies of one day are two reports": Packet(
        (
            "COPPER BASIN IMAGING\nMRI CERVICAL SPINE\nPatient: Pellworth, Ines\n"
            "Exam date: 03/01/2016\nIMPRESSION: Bulge C5-6.\nH. Tarn, M.D.",
            "COPPER BASIN IMAGING\nMRI LUMBAR SPINE\nPatient: Pellworth, Ines\n"
            "Exam date: 03/01/2016\nIMPRESSION: Normal.\nH. Tarn, M.D.",
        ),
        (1, 2),
    ),
    "a laboratory repeats its head on the second page": Packet(
        (
            "GRANITE LABS\nPatient: PELLWORTH, INES  DOB 01/02/1970  "
            "Collected 03/01/2016\nGlucose 90",
            "GRANITE LABS\nPatient: PELLWORTH, INES  DOB 01/02/1970  "
            "Collected 03/01/2016\nSodium 140\nEND OF REPORT",
        ),
        (1,),
    ),
    "short notes of three kinds lie on one day": Packet(
        (
            "Physical Therapy Daily Note\nPellworth, Ines  05/03/2016\nS: sore\n"
            "K. Obi, PT",
            "Physical Therapy Daily Note\nPellworth, Ines  05/05/2016\nS: better\n"
            "K. Obi, PT",
            "Work Status Report\nPellworth, Ines  05/05/2016\nOff work",
        ),
        (1, 2, 3),
    ),
}
