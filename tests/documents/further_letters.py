"""More layouts of decisions, requests and applications, all invented."""

DECISIONS = {
    "asked, approved and decided in one row": (
        """QUILL UTILIZATION REVIEW
June 7, 2016
NOTICE OF UTILIZATION REVIEW DETERMINATION
Treatment requested Asked Approved Decision
Soma 350 mg #60 #0 NON-CERTIFIED
Skelaxin 800 mg #90 #45 MODIFIED
Naproxen 550 mg #60 #60 CERTIFIED
Rationale
Soma 350 mg. The drug is not meant for months of use.""",
        [
            ("Soma 350 mg #60", "deny", None),
            ("Skelaxin 800 mg #90", "modify", "#45"),
            ("Naproxen 550 mg #60", "approve", None),
        ],
    ),
    "a table whose cells are lines": (
        """QUILL UTILIZATION REVIEW
June 7, 2016
Treatment
Requested
Certified
Decision
Baclofen 10 mg
90
0
Denied
Lorazepam 1 mg
60
20
Modified""",
        [
            ("Baclofen 10 mg #90", "deny", None),
            ("Lorazepam 1 mg #60", "modify", "20"),
        ],
    ),
    "nothing certified, in words": (
        """QUILL UTILIZATION REVIEW
June 7, 2016
Service requested Requested Approved Outcome
Flexeril 10 mg #30 none Not certified
Physical therapy 12 visits 6 visits Modified""",
        [
            ("Flexeril 10 mg #30", "deny", None),
            ("Physical therapy 12 visits", "modify", "6 visits"),
        ],
    ),
    "a letter in prose with two outcomes": (
        """QUILL UTILIZATION REVIEW
June 7, 2016
Dear Dr. Osei,
Your request for tizanidine 4 mg #60 is denied because no spasm is described. \\
The request for six visits of acupuncture is certified.""",
        [
            ("tizanidine 4 mg #60", "deny", None),
            ("six visits of acupuncture", "approve", None),
        ],
    ),
    "a fax with one item": (
        """06/07/2016 10:22 FAX 310 555 0188 QUILL REVIEW -> 310 555 0107 P.001/002
UTILIZATION REVIEW DETERMINATION
Date: 06/07/2016
Requested treatment: Diazepam 5 mg #30
Determination: NON-CERTIFIED
Rationale: Benzodiazepines are for short use.""",
        [("Diazepam 5 mg #30", "deny", None)],
    ),
    "a retrospective decision": (
        """QUILL UTILIZATION REVIEW
RETROSPECTIVE REVIEW
June 7, 2016
1. Retrospective request for Norflex 100 mg #60, DOS 05/02/2016: NON-CERTIFIED
2. Retrospective request for Robaxin 750 mg #90, DOS 05/02/2016: CERTIFIED""",
        [
            (
                "Retrospective request for Norflex 100 mg #60, DOS 05/02/2016",
                "deny",
                None,
            ),
            (
                "Retrospective request for Robaxin 750 mg #90, DOS 05/02/2016",
                "approve",
                None,
            ),
        ],
    ),
    "refills are no column": (
        """QUILL UTILIZATION REVIEW
June 7, 2016
Request Decision
Parafon Forte 500 mg #60 refills 0 DENIED
Xanax 0.5 mg #60 with 2 refills DENIED""",
        [
            ("Parafon Forte 500 mg #60 refills 0", "deny", None),
            ("Xanax 0.5 mg #60 with 2 refills", "deny", None),
        ],
    ),
}

REQUESTS = {
    "a remark and a signature below the table": (
        """DWC Form RFA
REQUEST FOR AUTHORIZATION
Requested Treatment
Diagnosis ICD-Code Service/Good Requested CPT/HCPCS Other Information
Spasm 728.85 Zanaflex 4 mg 1 tab bid, #60
Neck pain 723.1 Klonopin 0.5 mg qhs #30
See my report of 04/27/2016.
B. Osei
Requesting Physician Signature: B. Osei, M.D.   Date: 04/28/2016""",
        ["Zanaflex 4 mg 1 tab bid, #60", "Klonopin 0.5 mg qhs #30"],
    ),
    "a bare signature below the table": (
        """DWC Form RFA
REQUEST FOR AUTHORIZATION
Requested Treatment
Diagnosis ICD-Code Service/Good Requested CPT/HCPCS Other Information
Spasm 728.85 Lorzone 750 mg 1 tab tid, #90
Bettina Osei
Requesting Physician Signature: Bettina Osei, M.D.   Date: 04/28/2016""",
        ["Lorzone 750 mg 1 tab tid, #90"],
    ),
}

APPLICATIONS = {
    "another instruction": (
        """DISPUTED MEDICAL TREATMENT
Primary Diagnosis: 723.1 neck pain
List each requested medical service, good or item that was denied, delayed or modified:
1. Soma 350 mg #60
2. Valium 5 mg #30
CONSENT TO OBTAIN MEDICAL RECORDS
I ask for a review.""",
        ["Soma 350 mg #60", "Valium 5 mg #30"],
    ),
    "an instruction of two lines and bullets": (
        """Please list the specific treatments, services or items that the claims
administrator denied, modified or delayed:
\u2022 Norflex 100 mg #60, one tablet \\
twice a day
\u2022 Ativan 1 mg #30
Employee Signature: I. Pellworth  Date: 06/20/2016""",
        ["Norflex 100 mg #60, one tablet twice a day", "Ativan 1 mg #30"],
    ),
    "numbers below the fields of the section": (
        """DISPUTED MEDICAL TREATMENT
Primary Diagnosis: 723.1 neck pain
Is the claims administrator disputing liability? [ ] Yes [X] No
1) Robaxin 750 mg #120
2) Restoril 15 mg #30
AUTHORIZED REPRESENTATIVE
Name: none""",
        ["Robaxin 750 mg #120", "Restoril 15 mg #30"],
    ),
}

RECEIVED = {
    "RECEIVED - IMR INTAKE\nJUN 24 2016\nCASE NO. CM16-0100001": "2016-06-24",
    "RECEIVED JUN 24 2016": "2016-06-24",
    "Date received: 6/24/16": "2016-06-24",
    "REC'D 06-24-2016": "2016-06-24",
    "24-JUN-2016\nRECEIVED": "2016-06-24",
}
