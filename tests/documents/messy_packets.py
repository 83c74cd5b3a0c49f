"""Fictional packets as they come from copy services, portals and fax machines."""

from .packets import LETTER, PROSE, Packet, note

EXAM = (
    "The range of the neck is two thirds of normal.  There is spasm on the \n"
    "right side of the neck and in the trapezius, and the grip is weaker on the right."
)
DRUGS = (
    "She takes tizanidine at night and naproxen with food on the days on which she \n"
    "works, and she has had no bleeding and no other trouble from either of them."
)
RATIONALE = (
    "The guideline does not recommend the drug for longer than three weeks, and the \n"
    "records that were sent do not say what it did for her in the last months."
)


def _footed(pages: tuple[str, ...], foot: str) -> tuple[str, ...]:
    """Put a foot on every page, its number filled in."""
    total = len(pages)
    return tuple(
        f"{page}\n{foot.format(n=number, of=total)}"
        for number, page in enumerate(pages, start=1)
    )


def _headed(pages: tuple[str, ...], head: str) -> tuple[str, ...]:
    total = len(pages)
    return tuple(
        f"{head.format(n=number, of=total)}\n{page}"
        for number, page in enumerate(pages, start=1)
    )


RUNNING = "Pellworth, Ines (MRN 5512)   DOB: 1/2/1970   Encounter Date: {day}"


def _encounter(day: str) -> tuple[str, str]:
    """Return the two pages of a visit as a chart prints them."""
    head = RUNNING.format(day=day)
    first = f"{head}\nOffice Visit - Pain Medicine\nHPI: Neck pain.\n{PROSE}"
    second = f"{head}\n{EXAM}\nElectronically signed by Bettina Osei, MD on {day}"
    return first, second


_RFA = (
    "REQUEST FOR AUTHORIZATION\nDWC Form RFA\nEmployee Name: Ines Pellworth\n"
    "Requested Treatment: Tizanidine 4 mg #60\n"
    "Requesting Physician Signature: B. Osei   Date: 05/03/2016"
)
_COVER = (
    "FAX COVER SHEET\nTO: Grange Mutual, utilization review\nFROM: Lantern Pain Group\n"
    "DATE: 05/04/2016\nPAGES: 5 including cover\nRe: Ines Pellworth"
)
_UR = (
    "TALLOW CARE PARTNERS\nMay 9, 2016\nRE: Ines Pellworth   Claim: QX-114-77\n"
    "NOTICE OF UTILIZATION REVIEW DETERMINATION\n"
    "Tizanidine 4 mg #60: not certified.\n" + PROSE
)
_BAKER = "QUILL MEDICAL EVALUATIONS\n4 Mole Street, Port Quill, CA 90999\n"


def _qme() -> tuple[str, ...]:
    head = "RE: PELLWORTH, INES\nOctober 3, 2015\nPage {n} of {of}"
    sections = (
        "PRESENT COMPLAINTS\n" + PROSE,
        "PAST MEDICAL HISTORY\n" + DRUGS,
        "PHYSICAL EXAMINATION\n" + EXAM,
        "REVIEW OF MEDICAL RECORDS\n05/03/2015: Progress report, B. Osei, M.D.\n"
        "06/07/2015: MRI of the cervical spine.\n" + PROSE,
        "06/30/2015: Operative report, C. Wick, M.D.\n" + DRUGS,
        "DIAGNOSTIC IMPRESSION\nNeck strain.\n" + EXAM,
        "APPORTIONMENT\nNone.\n" + PROSE,
        "DISCLOSURE\nI declare under penalty of perjury that this is true.\n"
        "B. Quill, M.D.",
    )
    first = (
        _BAKER + "October 3, 2015\nGrange Mutual\nRE: PELLWORTH, INES\n"
        "PANEL QUALIFIED MEDICAL EVALUATION\nDear Ms. Orr:\n" + PROSE
    )
    numbered = (
        f"{head.format(n=n, of=len(sections) + 1)}\n{text}"
        for n, text in enumerate(sections, start=2)
    )
    return (first, *numbered)


MESSY_PACKETS = {
    "a chart is printed with a running head, and each visit is numbered anew": Packet(
        _footed(_encounter("05/03/2016"), "Page {n} of {of}")
        + _footed(_encounter("06/07/2016"), "Page {n} of {of}"),
        (1, 3),
    ),
    "a chart is printed with one number through all visits": Packet(
        _footed(
            (*_encounter("05/03/2016"), *_encounter("06/07/2016")),
            "Printed by OPAL on 7/1/2016 8:14 AM   Page {n} of {of}",
        ),
        (1, 3),
    ),
    "the number through all visits stands alone at the foot": Packet(
        _footed(
            (
                *_encounter("05/03/2016"),
                *_encounter("06/07/2016"),
                *_encounter("07/12/2016"),
            ),
            "{n}",
        ),
        (1, 3, 5),
    ),
    "a fax with a cover holds a request and a report of two pages": Packet(
        _headed(
            (
                _COVER,
                _RFA,
                note("05/03/2016").replace("B. Osei, M.D.", PROSE),
                EXAM + "\nPLAN: Tizanidine.\nB. Osei, M.D.",
            ),
            "05/04/2016 16:02 FROM: LANTERN PAIN TO: 13105550171 P.{n:02}/{of:02}",
        ),
        (1, 2, 3),
    ),
    "pages with a file number go on without any head": Packet(
        _footed(
            (
                note("05/03/2016").replace("B. Osei, M.D.", DRUGS),
                EXAM,
                "WORK STATUS: off work until seen.\nB. Osei, M.D.",
                LETTER,
                EXAM + "\nKind regards,\nCornelius Wick, M.D.",
            ),
            "LPG000{n:03}",
        ),
        (1, 4),
    ),
    "an evaluation of nine pages has sections and a running head": Packet(
        (*_qme(), note("11/03/2015")), (1, 10)
    ),
    "a decision ends with a proof of service": Packet(
        (
            _UR,
            RATIONALE + "\nSincerely,\nCornelius Wick, M.D.",
            "PROOF OF SERVICE\nI served this notice by mail on May 9, 2016 on:\n"
            "Ines Pellworth\nBettina Osei, M.D.",
            note("05/03/2016"),
        ),
        (1, 4),
    ),
    "a contents list of two pages opens the packet": Packet(
        (
            "TABLE OF CONTENTS\nInes Pellworth\n"
            "1. Application for independent medical review ........ 3\n"
            "2. Progress report of 05/03/2016 ........ 4",
            "3. MRI of the cervical spine ........ 5\n"
            "4. Operative report ........ 7\n5. Correspondence ........ 9",
            note("05/03/2016"),
        ),
        (1, 3),
    ),
    "a bill stands between two notes": Packet(
        (
            note("05/03/2016"),
            "HEALTH INSURANCE CLAIM FORM\n1. GROUP HEALTH PLAN\n"
            "2. PATIENT'S NAME Pellworth, Ines\n24. A. DATE(S) OF SERVICE 05/03/2016\n"
            "31. SIGNATURE OF PHYSICIAN B. Osei MD 05/04/2016",
            note("06/07/2016"),
        ),
        (1, 2, 3),
    ),
    "a flow sheet of visits runs over two pages": Packet(
        (
            "KELP COVE PHYSICAL THERAPY\nFLOW SHEET   Pellworth, Ines\n"
            "Date Bike Press Note\n05/03/2016 5 20 eval\n05/05/2016 6 20 sore",
            "05/10/2016 6 25 better\n05/12/2016 7 25 better\n05/17/2016 8 25 HEP\n"
            "K. Obi, PT",
            "KELP COVE PHYSICAL THERAPY\nDISCHARGE SUMMARY\nPellworth, Ines\n"
            "Date: 05/19/2016\n" + PROSE,
        ),
        (1, 3),
    ),
    "the title stands below the letterhead, the address and the patient": Packet(
        (
            "LANTERN PAIN GROUP\n14 Pier Street, Suite 2\nPort Quill, CA 90999\n"
            "Tel (310) 555-0100   Fax (310) 555-0101\nPatient: PELLWORTH, INES\n"
            "DOB: 01/02/1970\nClaim: QX-114-77\nEmployer: Quayside Bakery\n"
            "FOLLOW-UP VISIT\nDate of service: 05/03/2016\n" + PROSE,
            EXAM + "\nB. Osei, M.D.",
            "LANTERN PAIN GROUP\n14 Pier Street, Suite 2\nPort Quill, CA 90999\n"
            "Tel (310) 555-0100   Fax (310) 555-0101\nPatient: PELLWORTH, INES\n"
            "DOB: 01/02/1970\nClaim: QX-114-77\nEmployer: Quayside Bakery\n"
            "FOLLOW-UP VISIT\nDate of service: 06/07/2016\n" + PROSE,
        ),
        (1, 3),
    ),
    "the letterhead with its address stands on every page of a report": Packet(
        (
            "LANTERN PAIN GROUP\n14 Pier Street, Port Quill, CA 90999\n"
            "INITIAL PAIN MANAGEMENT EVALUATION\nPatient: PELLWORTH, INES\n"
            "Date of exam: 05/03/2016\n" + PROSE,
            "LANTERN PAIN GROUP\n14 Pier Street, Port Quill, CA 90999\n" + DRUGS,
            "LANTERN PAIN GROUP\n14 Pier Street, Port Quill, CA 90999\n" + EXAM,
            "COPPER BASIN IMAGING\nMRI CERVICAL SPINE\nPatient: Pellworth, Ines\n"
            "Exam date: 03/01/2016\nIMPRESSION: Bulge C5-6.",
        ),
        (1, 4),
    ),
    "notes without any title have only a name and a day": Packet(
        (
            "Pellworth, Ines   DOS 05/03/2016\nNeck 6/10.  Refill.\nB. Osei, M.D.",
            "Pellworth, Ines   DOS 06/07/2016\nNeck 5/10.  Refill.\nB. Osei, M.D.",
            "Pellworth, Ines   DOS 07/12/2016\nNeck 5/10.  MRI.\nB. Osei, M.D.",
        ),
        (1, 2, 3),
    ),
    "a laboratory continues, and a later result has the same head": Packet(
        (
            "GRANITE LABS\nPELLWORTH, INES  DOB 01/02/1970   Collected 03/01/2016\n"
            "FINAL REPORT\nGlucose 90\nSodium 140\nContinued on next page",
            "GRANITE LABS\nPELLWORTH, INES  DOB 01/02/1970   Collected 03/01/2016\n"
            "FINAL REPORT\nPotassium 4.1\nCreatinine 0.8\nEND OF REPORT",
            "GRANITE LABS\nPELLWORTH, INES  DOB 01/02/1970   Collected 06/01/2016\n"
            "FINAL REPORT\nGlucose 92\nSodium 141\nEND OF REPORT",
        ),
        (1, 3),
    ),
    "a work slip and a questionnaire of two pages follow a note": Packet(
        (
            note("05/03/2016"),
            "WORK STATUS REPORT\nPellworth, Ines   Date of visit: 05/03/2016\n"
            "[X] Modified duty\nB. Osei, M.D.",
            "PATIENT INTAKE QUESTIONNAIRE\nName: Ines Pellworth\nDate: 05/03/2016\n"
            "1. Where is your pain? neck\n2. How long? one year",
            "3. What makes it worse? kneading\n4. What helps? heat\n"
            "Signature: Ines Pellworth",
        ),
        (1, 2, 3),
    ),
    "a list of prescriptions from the state goes on": Packet(
        (
            "Controlled Substance Utilization Review and Evaluation System\n"
            "PATIENT ACTIVITY REPORT\nPELLWORTH INES   Report run 05/03/2016\n"
            "01/04/2016 ALPRAZOLAM 0.5 MG 30 OSEI\n"
            "02/03/2016 ALPRAZOLAM 0.5 MG 30 OSEI",
            "03/02/2016 ALPRAZOLAM 0.5 MG 30 OSEI\n"
            "04/05/2016 ALPRAZOLAM 0.5 MG 30 OSEI",
            note("05/03/2016"),
        ),
        (1, 3),
    ),
    "pages are numbered without a total, and start again": Packet(
        (
            "LANTERN PAIN GROUP\nPROGRESS REPORT\nDOS: 05/03/2016\n"
            + PROSE
            + "\nPage 1",
            "Medications\n" + DRUGS + "\nPage 2",
            "LANTERN PAIN GROUP\nPROGRESS REPORT\nDOS: 06/07/2016\n"
            + PROSE
            + "\nPage 1",
            EXAM + "\nPage 2",
        ),
        (1, 3),
    ),
    "an addendum with a title and a day of its own follows its report": Packet(
        (
            note("05/03/2016"),
            "LANTERN PAIN GROUP\nADDENDUM TO PROGRESS REPORT\n"
            "Patient: PELLWORTH, INES   Date: 05/20/2016\nThe dose is 4 mg.\n"
            "B. Osei, M.D.",
        ),
        (1, 2),
    ),
    "a form asks for a review, its instructions and the decision follow": Packet(
        (
            "State of California\nAPPLICATION FOR INDEPENDENT MEDICAL REVIEW\n"
            "DWC Form IMR\nEmployee Name: Ines Pellworth\n"
            "Employee Signature: I. Pellworth   Date: 05/20/2016",
            "Instructions for completing the application\n"
            "1. Sign and date the form.\n2. Mail it within 30 days.\n" + PROSE,
            _UR,
            RATIONALE + "\nCornelius Wick, M.D.",
        ),
        (1, 3),
    ),
}
