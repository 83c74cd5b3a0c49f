"""First lines of fictional documents that came badly through a scanner or a form.

Kind, date and text; ``None`` where a document bears no date of its own.
"""

SLIPS = (
    (
        "progress_report",
        "2014-10-03",
        """LANTERN 0RTHOPEDIC GR0UP
PRIMARY TREATlNG PHYSIClAN'S PR0GRESS REP0RT
Patient: Pellworth, lnes   DOB: 01/02/197O
0ctober 3, 2Ol4
Neck pain 6/l0.""",
    ),
    (
        "progress_report",
        "2014-10-03",
        """PRIMARYTREATING PHYSICIAN'S PROGRESSREPORT (PR-2)
Pellworth, Ines   Date of exam: 10/ 03/2014
She sleeps badly.""",
    ),
    (
        "progress_report",
        "2014-10-03",
        """P R O G R E S S   N O T E
Pellworth, Ines    DOS: 1O/O3/2O14
Sleeps badly.""",
    ),
    (
        "ur_decision",
        "2014-10-03",
        """TALLOW CARE
Oct0ber 3, 2014
UTlLlZATl0N REVlEW DETERMlNATl0N
RE: Ines Pellworth""",
    ),
    (
        "operative_report",
        "2014-10-03",
        """MARlG0LD SURGERY CENTER
0PERATIVE REP0RT
Date of surgery: l0/03/2014""",
    ),
    (
        "rfa",
        "2014-10-03",
        """Request for Authorlzation
DWC Form RFA
Employee Name: Ines Pellworth   Date of Injury: 01/02/2014
Requesting Physician Signature: B. Osei   Date: 10/03/2014""",
    ),
    (
        "imr_application",
        "2014-10-20",
        """APPLICATI0N FOR lNDEPENDENT MEDlCAL REVIEW
Employee: Ines Pellworth
Employee signature: I. Pellworth   Date: 10/20/2014""",
    ),
    (
        "initial_report",
        "2014-10-03",
        """D0CTOR'S FlRST REPORT OF OCCUPATlONAL INJURY OR lLLNESS
Date and hour of injury 10/02/2014 0900   Date and hour of first examination 10/03/2014
Patient lnes Pellworth""",
    ),
    (
        "electrodiagnostic_report",
        "2014-10-03",
        """PIKE NEUROLOGY
ELECTR0DlAGNOSTIC CONSULTATlON
Study date: 10/03/2014""",
    ),
    (
        "imaging_report",
        "2014-10-03",
        """C0PPER BASIN lMAGlNG
MAGNETlC RES0NANCE lMAGING OF THE CERVlCAL SPlNE
Exam date: 10/03/2014""",
    ),
)

WORSE = (
    (
        "ur_decision",
        "2014-10-03",
        """TALLOW CARE
UTIUIZATICN REVIEW DETEHMINATICN
October 3, 2014
RE: Ines Pellworth""",
    ),
    (
        "correspondence",
        "2014-10-03",
        """October 3, 2014
AUTHUKIZATLUN FOR MEDICAL SERVICES
RE: Ines Pellworth
The following services have heen authorized: physical therapy, six visits.
Tansy Orr, claims adjuster""",
    ),
    (
        "therapy_note",
        "2014-10-03",
        """KELP COVE PHYSICAL THERAFY   Authorized 12 visits 08/01/2014   12/31/2014
FLOW SHEEI   Pellworth, Ines
1  09/05/2014  5  20 lb
2  10/03/2014  8  25 lb""",
    ),
)

FORMS = (
    (
        "initial_report",
        "2014-10-03",
        """1. INSURER NAME AND ADDRESS Grange Mutual
2. EMPLOYER NAME Quayside Bakery
8. Patient name Ines Pellworth
11. Date and hour of injury or onset of illness 10/02/2014 0915
14. Date and hour of first examination or treatment 10/03/2014 1020
17. Describe how the accident or exposure happened: lifted flour
FORM 5021 (Rev. 4)""",
    ),
    (
        "progress_report",
        "2014-10-03",
        """State of California
[X] Periodic Report (required 45 days after last report)   [ ] Change in treatment plan
Patient: Last Pellworth First Ines   DOB 01/02/1970
Date of Injury 01/02/2014   Date of exam 10/03/2014
Subjective complaints: neck pain
DWC Form PR-2 (Rev. 06-05)""",
    ),
    (
        "progress_report",
        "2014-10-03",
        """State of California   Division of Workers' Compensation
PRIMARY TREATING PHYSICIAN'S PERMANENT AND STATIONARY REPORT
Patient: Pellworth, Ines   DOI 01/02/2014   Exam date 10/03/2014
DWC Form PR-4 (Rev. 06-05)   Page 1""",
    ),
    (
        "rfa",
        "2014-10-03",
        """[X] New Request  [ ] Resubmission - change in material facts
Employee Information   Name: Pellworth, Ines   Date of Injury: 01/02/2014
Requesting Physician Information   Name: B. Osei   NPI Number: 1
Diagnosis  ICD-Code  Service/Good Requested  CPT/HCPCS Code
Requesting Physician Signature: B. Osei   Date: 10/03/2014
DWC Form RFA (version 01/2014)""",
    ),
    (
        "imr_application",
        "2014-10-20",
        """Employee Information
Employee Name: Ines Pellworth
Disputed Medical Treatment
Primary diagnosis: neck strain
Is the claims administrator disputing liability? No
List each specific requested medical service that was denied: Tizanidine
Employee Signature: I. Pellworth   Date: 10/20/2014
DWC Form IMR Effective 02/2014   Page 1""",
    ),
    (
        "other",
        "2014-10-03",
        """HEALTH INSURANCE CLAIM FORM
APPROVED BY NATIONAL UNIFORM CLAIM COMMITTEE
1. MEDICARE  MEDICAID  TRICARE  GROUP HEALTH PLAN
2. PATIENT'S NAME Pellworth, Ines   3. BIRTH DATE 01/02/1970
24. A. DATE(S) OF SERVICE  B. PLACE  D. PROCEDURES  F. CHARGES
31. SIGNATURE OF PHYSICIAN OR SUPPLIER B. Osei MD 10/03/2014""",
    ),
    (
        "other",
        "2014-10-03",
        """UB-04 CMS-1450
4 TYPE OF BILL 131   Statement date: 10/03/2014
8 PATIENT NAME Pellworth, Ines
REV. CD.  DESCRIPTION  SERV. UNITS  TOTAL CHARGES""",
    ),
)

DECISIONS = (
    (
        "ur_decision",
        "2014-10-03",
        """TALLOW CARE PARTNERS
October 3, 2014
RE: Ines Pellworth   Claim QX-1
NOTICE OF APPROVAL OF TREATMENT
Utilization review has certified the request dated 09/26/2014 received 09/28/2014.""",
    ),
    (
        "ur_decision",
        "2014-10-03",
        """TALLOW CARE PARTNERS
10/03/2014
RE: Ines Pellworth
NOTICE OF DEFERRAL OF UTILIZATION REVIEW
Liability for the neck is disputed; review of the RFA of 09/26/2014 is deferred.""",
    ),
    (
        "ur_decision",
        "2014-10-03",
        """PIKE PEER REVIEW, INC.
PHYSICIAN ADVISOR REPORT
Date of referral: 10/01/2014   Date of review: 10/03/2014
Claimant: Ines Pellworth
Treatment in question: Baclofen 10 mg #90
Determination: not medically necessary""",
    ),
    (
        "ur_decision",
        "2014-10-03",
        """GRANGE MUTUAL
Determination date: 10/03/2014   RFA received: 09/29/2014
Modified decision for prospective request
Injured worker: Ines Pellworth   DOI: 01/02/2014""",
    ),
    (
        "ur_decision",
        "2014-10-03",
        """TALLOW CARE PARTNERS
October 3, 2014
DENIAL OF REQUESTED MEDICAL TREATMENT
RE: Ines Pellworth   DOI: 01/02/2014   Request received: 09/29/2014""",
    ),
    (
        "correspondence",
        "2014-10-03",
        """GRANGE MUTUAL
October 3, 2014
AUTHORIZATION FOR MEDICAL SERVICES
RE: Ines Pellworth
The following services have been authorized: physical therapy, six visits.
Tansy Orr, claims adjuster""",
    ),
)

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

MESSY = (*SLIPS, *WORSE, *FORMS, *DECISIONS, *CLINIC)
