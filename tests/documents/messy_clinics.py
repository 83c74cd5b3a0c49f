"""First lines of fictional papers of clinics and offices that bear no clear title."""

CLINIC = (
    (
        "progress_report",
        "2014-10-03",
        """WORK STATUS REPORT
Pellworth, Ines   DOB 01/02/1970   DOI 01/02/2014
Date of visit: 10/03/2014   Next appointment: 11/14/2014
[X] Modified duty   [ ] Off work""",
    ),
    (
        "progress_report",
        "2014-10-03",
        """Lantern Pain   chart of Pellworth, I.
8/6/14  f/u. neck 6/10. refill tizanidine. RTC 4 wk
9/3/14  f/u. same. work slip given.
10/3/14  refill visit. neck 5/10. cont HEP.""",
    ),
    (
        "other",
        "2014-10-03",
        """LANTERN PAIN GROUP
OPIOID TREATMENT AGREEMENT AND INFORMED CONSENT
I, Ines Pellworth, agree to use one pharmacy.
Patient signature: I. Pellworth   Date: 10/03/2014""",
    ),
    (
        "other",
        "2014-10-03",
        """Controlled Substance Utilization Review and Evaluation System
Patient Activity Report
Report run: 10/03/2014   Search period 10/03/2013 to 10/03/2014
PELLWORTH INES""",
    ),
    (
        "laboratory_report",
        "2014-10-06",
        """GRANITE TOXICOLOGY
URINE DRUG SCREEN - CONFIRMATION
Pellworth, Ines  DOB 01/02/1970
Collected: 10/03/2014  Received: 10/04/2014  Reported: 10/06/2014
Analyte Result Cutoff ng/mL""",
    ),
    (
        "other",
        "2014-10-03",
        """LANTERN ORTHOPEDIC GROUP
PATIENT INTAKE QUESTIONNAIRE
Name: Ines Pellworth   Today's date: 10/03/2014   Birth date: 01/02/1970
Where is your pain?""",
    ),
    (
        "other",
        None,
        """PATIENT EDUCATION
Neck strain: care instructions
You have a neck strain.  Rest for two days and use ice.""",
    ),
    (
        "other",
        None,
        """TABLE OF CONTENTS
1. Application for Independent Medical Review ........ 1
2. Utilization review determination, 10/03/2014 ........ 3
3. Progress report, 09/03/2014 ........ 6""",
    ),
    (
        "other",
        "2014-10-03",
        """INDEX OF MEDICAL RECORDS
Ines Pellworth v. Quayside Bakery
Prepared 10/03/2014
1  Progress report  B. Osei, M.D.  09/03/2014
2  MRI cervical spine  03/01/2014""",
    ),
    (
        "other",
        "2014-10-03",
        """PROOF OF SERVICE BY MAIL
I am over the age of 18 and not a party to this action.
On October 3, 2014 I served the attached utilization review determination on:
Ines Pellworth""",
    ),
    (
        "therapy_note",
        "2014-10-03",
        """KELP COVE PHYSICAL THERAPY   Authorized 12 visits 08/01/2014 - 12/31/2014
FLOW SHEET   Pellworth, Ines
#  Date  Bike  Press
1  09/05/2014  5  20 lb
2  09/19/2014  6  25 lb
3  10/03/2014  8  25 lb
(10/10/2014) no show""",
    ),
    (
        "medical_legal_report",
        "2014-10-03",
        """COMPREHENSIVE MEDICAL-LEGAL EVALUATION
Panel Qualified Medical Evaluator in Orthopaedic Surgery
October 3, 2014
RE: PELLWORTH, INES   DOI: CT 01/02/2013 - 01/02/2014
DATE OF EXAMINATION: September 12, 2014   ML-104""",
    ),
    (
        "correspondence",
        "2014-10-03",
        """QUAYSIDE BAKERY
10/3/14
To Grange Mutual / Tansy
Ines is on four hours now and does well with it.
Bartholomew Quay""",
    ),
    (
        "consultation",
        "2014-10-03",
        """BRAMBLE SPINE SURGEONS
October 3, 2014
B. Osei, M.D.
RE: Ines Pellworth
Dear Bettina,
Thank you for sending this baker, whom her claims adjuster let me see at last.
On examination the neck is stiff.
Sincerely,
Cornelius""",
    ),
    (
        "therapy_note",
        "2014-10-03",
        """VALE CHIROPRACTIC
REEXAMINATION AND PROGRESS NOTE, VISIT 9 OF 12
Patient: Ines Pellworth   Date: 10/03/2014
S: better.  O: tender C5.  A: improved.  P: continue.""",
    ),
    (
        "progress_report",
        "2014-10-03",
        """ADDENDUM TO PROGRESS REPORT OF 09/03/2014
Date of addendum: 10/03/2014
Patient: Ines Pellworth
The dose in my report should read 4 mg.""",
    ),
    (
        "progress_report",
        "2014-10-03",
        """Progress Notes by Bettina Osei, MD at 10/3/2014  2:30 PM
Author: Bettina Osei, MD   Service: Pain Medicine   Filed: 10/5/2014  8:11 AM
Patient: Ines Pellworth   DOB: 1/2/1970
Printed on 12/1/2014""",
    ),
    (
        "operative_report",
        "2014-10-03",
        """MARIGOLD HOSPITAL
Patient: PELLWORTH, INES   MRN 55120   Admit date: 10/02/2014
OPERATIVE REPORT
DATE OF OPERATION: 10/03/2014   DICTATED: 10/04/2014   TRANSCRIBED: 10/05/2014""",
    ),
)
