"""First lines of fictional documents that came badly through a scanner or a form.

Kind, date and text; ``None`` where a document bears no date of its own.
"""

from .messy_clinics import CLINIC

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
[X] Periodic Report   [ ] Discharged   [ ] Change in condition
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

MESSY = (*SLIPS, *WORSE, *FORMS, *DECISIONS, *CLINIC)
