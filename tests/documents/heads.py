"""First lines of fictional documents in many voices, with their kind and date."""

HEADS = (
    (
        "progress_report",
        "2016-05-03",
        """Lantern Orthopedic Group
123 Pier Street, Suite 4, Port Quill, CA 90999  Tel (310) 555-0100
PATIENT: Ines Pellworth          DATE OF EXAM: 05/03/2016
DATE OF BIRTH: 01/02/1970  DATE OF INJURY: 01/02/2015
Primary Treating Physician's Progress Report (PR-2)
Subjective complaints: neck pain
B. Osei, M.D.""",
    ),
    (
        "progress_report",
        "2016-05-03",
        """Established Patient Visit Note
Pellworth, Ines (MRN 5512)
05/03/2016 10:15 AM
HPI: Patient returns with low back pain. Tizanidine helps.
Assessment: lumbar strain
Plan: refill tizanidine 4 mg #60
Electronically signed by Bettina Osei, MD on 05/04/2016""",
    ),
    (
        "progress_report",
        "2016-05-03",
        """OSEI PAIN & SPINE
Follow-up Evaluation
Date of Service: May 3, 2016
Re: Ines Pellworth  Claim: QX-1
Current complaints: The patient reports spasm in the neck.
Work status: TTD""",
    ),
    (
        "progress_report",
        "2016-05-03",
        """Pellworth, Ines DOB: 1/2/1970 (46 yo F) Acc No. 8812 DOS: 05/03/2016
Progress Notes
Patient: Ines Pellworth Provider: Bettina Osei, MD
Subjective: 1. low back pain""",
    ),
    (
        "progress_report",
        "2016-05-03",
        """OSEI ORTHOPEDICS
05/03/2016
PELLWORTH, INES
PERMANENT AND STATIONARY REPORT (PR-4)
Impairment rating: 5% WPI""",
    ),
    (
        "progress_report",
        "2014-09-02",
        """LANTERN PAIN GROUP
PROGRESS REPORT (PR-2)
Patient: PELLWORTH, INES  DOB: 01/02/1970  DOS: 09/02/2104
Electronically signed: B. Osei, MD 09/02/2014 17:41""",
    ),
    (
        "initial_report",
        "2015-01-02",
        """STATE OF CALIFORNIA
DOCTOR'S FIRST REPORT OF OCCUPATIONAL INJURY OR ILLNESS
Date of injury 01/01/2015   Date of first examination 01/02/2015
Patient: Ines Pellworth""",
    ),
    (
        "consultation",
        "2015-10-02",
        """BRAMBLE SPINE SURGEONS
ORTHOPEDIC SURGERY CONSULTATION
October 2, 2015
Bettina Osei, M.D.
RE: PELLWORTH, Ines
Thank you for the kind referral""",
    ),
    (
        "consultation",
        "2015-10-02",
        """Lantern Pain Medicine
COMPREHENSIVE INITIAL EVALUATION
Patient Name: Ines Pellworth
Date of Visit: 10/02/2015
Chief complaint: neck pain""",
    ),
    (
        "operative_report",
        "2015-12-09",
        """MARIGOLD SURGERY CENTER
OPERATIVE REPORT
PATIENT: Pellworth, Ines
DATE OF SURGERY: 12/09/2015
SURGEON: B. Quill, MD
DICTATED: 12/10/2015""",
    ),
    (
        "procedure_report",
        "2015-12-09",
        """MARIGOLD SURGERY CENTER
PROCEDURE REPORT
DATE OF PROCEDURE: 12/09/2015
PROCEDURE: Bilateral L4-5 transforaminal epidural steroid injection""",
    ),
    (
        "imaging_report",
        "2015-12-09",
        """Copper Basin Imaging Center
Patient: Pellworth, Ines   DOB: 01/02/1970   DOS: 12/09/2015
Ordering: Osei
MR CERVICAL SPINE W/O CONTRAST
TECHNIQUE: Sagittal and axial
IMPRESSION: Bulge.
Electronically signed 12/10/2015""",
    ),
    (
        "imaging_report",
        "2015-12-09",
        """COPPER BASIN RADIOLOGY MEDICAL GROUP
X-RAY LEFT WRIST, 3 VIEWS
Exam Date: 12/09/2015
Findings: no fracture.""",
    ),
    (
        "electrodiagnostic_report",
        "2015-12-09",
        """PIKE NEUROLOGY
EMG & NERVE CONDUCTION STUDY
Test Date: 12/9/2015
Patient: Ines Pellworth  DOB: 1/2/1970""",
    ),
    (
        "laboratory_report",
        "2015-12-11",
        """GRANITE LABS
URINE DRUG TESTING REPORT
Patient: Pellworth, Ines  DOB 01/02/1970
Date Collected: 12/09/2015  Date Received: 12/10/2015  Date Reported: 12/11/2015
Opiates Negative""",
    ),
    (
        "therapy_note",
        "2015-12-09",
        """KELP COVE PHYSICAL THERAPY
DAILY NOTE
Patient: Ines Pellworth   Visit # 7 of 12
Date: 12/09/2015
S: sore. O: ROM improved. A: progressing. P: continue""",
    ),
    (
        "therapy_note",
        "2015-12-09",
        """SILO CHIROPRACTIC
CHIROPRACTIC PROGRESS NOTES
Pellworth, Ines  DOI 01/02/2015
12/09/2015: adjusted L4, L5. Pain 6/10 to 4/10.""",
    ),
    (
        "therapy_note",
        "2015-12-09",
        """STILL POND ACUPUNCTURE CLINIC
Treatment Note
12/09/2015
Ines Pellworth, visit 3
Needles: LI4, GB20. Pain before 6 after 4.
Wen Li, L.Ac.""",
    ),
    (
        "therapy_note",
        "2013-01-22",
        """KELP COVE PHYSICAL THERAPY
Discharge note, second course
Ines Pellworth   Lumbar sprain   Seen 11/27/2012 to 01/22/2013
Visits: 9 of 12 authorized.""",
    ),
    (
        "psychological_report",
        "2015-12-09",
        """MORWENNA KITE, PSY.D.
Clinical Psychologist
PSYCHOLOGICAL CONSULTATION REPORT
Date of Report: December 9, 2015
Date of Evaluation: November 20, 2015""",
    ),
    (
        "medical_legal_report",
        "2015-12-09",
        """QUILL MEDICAL-LEGAL
Panel Qualified Medical Evaluator's Report
December 9, 2015
RE: Ines Pellworth v. Quayside Bakery
Date of exam: November 20, 2015""",
    ),
    (
        "medical_legal_report",
        "2016-03-01",
        """B. QUILL, M.D.
March 1, 2016
QME SUPPLEMENTAL REPORT
Applicant: Ines Pellworth
To all parties: I have reviewed further records.
Dated this 9th day of March, 2016""",
    ),
    (
        "correspondence",
        "2016-03-01",
        """ORR & KITE, ATTORNEYS AT LAW
March 1, 2016
Grange Mutual
Re: Pellworth v. Quayside Bakery
Dear Ms. Tansy:
Enclosed please find""",
    ),
    (
        "correspondence",
        "2016-03-01",
        """GRANGE MUTUAL INSURANCE COMPANY
March 1, 2016
Bettina Osei, M.D.
RE: Ines Pellworth
Your request for physical therapy 2x4 has been authorized.
Sincerely,
Tansy Orr
Claims Adjuster""",
    ),
    (
        "correspondence",
        "2016-03-01",
        """FAX TRANSMITTAL
To: IMR   From: Grange Mutual
Date: 01-Mar-2016
Pages: 55""",
    ),
    (
        "prescription",
        "2016-03-01",
        """QUAYSIDE PHARMACY
Rx #: 445512   Date: 03/01/2016
Pellworth, Ines
Tizanidine 4 mg #60
Sig: 1 po bid  Refills: 1""",
    ),
    (
        "other",
        "2016-03-01",
        """MARIGOLD GENERAL HOSPITAL
EMERGENCY ROOM REPORT
Date of Service: 03/01/2016
Chief complaint: fall""",
    ),
    (
        "other",
        "2016-03-01",
        """PHYSICAL DEMANDS ANALYSIS / JOB DESCRIPTION
Employer: Quayside Bakery
Date: 03/01/2016""",
    ),
    (
        "ur_decision",
        "2016-05-03",
        """TALLOW RIDGE
Date: 05/03/2016
NOTICE OF NON-CERTIFICATION OF MEDICAL TREATMENT
Claimant: Ines Pellworth""",
    ),
    (
        "ur_decision",
        "2016-05-03",
        """Grange Mutual Utilization Review
05/03/2016
RE: Modification of Treatment Request
RFA dated: 04/28/2016   RFA received: 04/29/2016
Injured worker: Ines Pellworth
The physician reviewer has modified the request""",
    ),
    (
        "rfa",
        "2016-04-28",
        """State of California
Request for Authorization for Medical Treatment
Employee Name: Ines Pellworth
Date of Injury: 01/02/2015
Physician signature: B. Osei  Date: 04/28/2016
Authorized Agent Name: T. Orr   Date: 05/03/2016""",
    ),
    (
        "imr_application",
        "2016-05-20",
        """Application for Independent Medical Review
Employee: Ines Pellworth
UR date: 05/03/2016
Signature of employee: Ines Pellworth   Date signed: 05/20/2016
Received stamp: MAIL ROOM 05/24/2016""",
    ),
)
