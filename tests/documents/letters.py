"""Decisions, requests and applications in layouts of many offices, all invented."""

DECISIONS = {
    "a table with requested and certified numbers": (
        """TALLOW UTILIZATION REVIEW
May 3, 2016
RE: Ines Pellworth  Claim: QX-114-77
NOTICE OF UTILIZATION REVIEW DETERMINATION
Treatment requested Requested Certified
Carisoprodol 350 mg # 90 20
Ambien 10 mg 30 0
Ice pack 1 1
Rationale
1) Carisoprodol 350 mg #90. Modified. ODG does not recommend \\
the drug for long; 20 are left for weaning.
2) Ambien 10 mg. NON-CERTIFIED. Guideline: ODG, Insomnia. There is no sleep history.""",
        [
            ("Carisoprodol 350 mg #90", "modify", "20"),
            ("Ambien 10 mg #30", "deny", None),
            ("Ice pack 1", "approve", None),
        ],
    ),
    "a table with units before the decision": (
        """PIKE UTILIZATION REVIEW
May 3, 2016
Item Units Decision
Robaxin 750 mg 120 PARTIALLY CERTIFIED, 30
Naproxen 550 mg 60 CERTIFIED
Urine drug screen 1 NOT CERTIFIED""",
        [
            ("Robaxin 750 mg #120", "modify", "30"),
            ("Naproxen 550 mg #60", "approve", None),
            ("Urine drug screen 1", "deny", None),
        ],
    ),
    "a table whose cells wrap and numbers follow": (
        """PIKE UTILIZATION REVIEW
May 3, 2016
# Treatment requested Decision Units requested Units approved
1 Massage, neck, \\
additional
DENIED 6 0
2 Metaxalone 800 mg APPROVED 30 30""",
        [
            ("Massage, neck, additional", "deny", None),
            ("Metaxalone 800 mg #30", "approve", None),
        ],
    ),
    "a block with labels for each treatment": (
        """TALLOW UTILIZATION MANAGEMENT
May 3, 2016
Treatment Request #1: Cyclobenzaprine 7.5 mg #60
Determination: Non-certified
Rationale: The MTUS limits muscle relaxants to short courses.
Treatment Request #2: Lumbar MRI without contrast
Determination: Certified
Rationale: ACOEM supports imaging with red flags.""",
        [
            ("Cyclobenzaprine 7.5 mg #60", "deny", None),
            ("Lumbar MRI without contrast", "approve", None),
        ],
    ),
    "lists under the decision": (
        """QUARRY PEER REVIEW ASSOCIATES
05/03/2016
DETERMINATION: ADVERSE (two items)
The following has been found not medically necessary and is DENIED:
(a) Soma 350 mg #90
(b) Functional capacity evaluation
The following has been APPROVED: Naproxen 550 mg #60.""",
        [
            ("Soma 350 mg #90", "deny", None),
            ("Functional capacity evaluation", "deny", None),
            ("Naproxen 550 mg #60", "approve", None),
        ],
    ),
    "a decision above lettered requests": (
        """GRANGE MUTUAL
Utilization Review Department
May 3, 2016
Claim QX-114-77. Date of injury 01/02/2015.
Decision: DENIAL
a. Left wrist arthroscopy (29840)
b. Postoperative splint""",
        [
            ("Left wrist arthroscopy (29840)", "deny", None),
            ("Postoperative splint", "deny", None),
        ],
    ),
    "items that end with their decision": (
        """LOOM MEDICAL MANAGEMENT
May 3, 2016
(1) Valium 5 mg, 30 tablets. DENIED.
2) Flexeril 10 mg #30, no refills is certified.
C. Traction unit: NOT MEDICALLY \\
NECESSARY
Lidoderm 5% patch #30 - MODIFIED TO #15""",
        [
            ("Valium 5 mg, 30 tablets", "deny", None),
            ("Flexeril 10 mg #30, no refills", "approve", None),
            ("Traction unit", "deny", None),
            ("Lidoderm 5% patch #30", "modify", "TO #15"),
        ],
    ),
    "sentences only": (
        """BRAMBLE MANAGED REVIEW
May 3, 2016
Dear Dr. Osei:
After review, the request for Orphenadrine ER 100 mg #60 is not medically necessary. \\
The request for Norco 5/325 #60 is modified to #30 for weaning. The request for \\
acupuncture, 6 visits, is approved.""",
        [
            ("Orphenadrine ER 100 mg #60", "deny", None),
            ("Norco 5/325 #60", "modify", "to #30 for weaning"),
            ("acupuncture, 6 visits", "approve", None),
        ],
    ),
    "one treatment in capitals": (
        """CALDER UTILIZATION MANAGEMENT
UTILIZATION REVIEW - ADVERSE DETERMINATION
ITEM REVIEWED                                   DETERMINATION
CHLORZOXAZONE 500MG, QTY 60                     DENIED
GUIDELINE APPLIED
  MTUS Chronic Pain Medical Treatment Guidelines, Muscle relaxants.
REASON FOR THE DECISION
  The chart does not show an acute flare.
REVIEWER
  Physician reviewer, M.D., Board Certified in Internal Medicine""",
        [("CHLORZOXAZONE 500MG, QTY 60", "deny", None)],
    ),
    "a decision put off": (
        """LOOM UTILIZATION REVIEW
May 3, 2016
Item Decision
Baclofen 10 mg #90 Delayed, more information is needed
Lisinopril Not reviewed, non-industrial""",
        [("Baclofen 10 mg #90", "delay", None)],
    ),
    "nothing decided": (
        """LOOM UTILIZATION REVIEW
May 3, 2016
We have received your request and will answer within five days.""",
        [],
    ),
}

REQUESTS = {
    "the table of the form, cell by cell": (
        """DWC Form RFA
REQUEST FOR AUTHORIZATION
REQUESTED TREATMENT (see instructions for guidance)
Diagnosis (Required) ICD-Code (Required) Service/Good \\
Requested (Required)
CPT/HCPCS Code (if \\
known)
Other Information: \\
(Frequency, Duration, \\
Quantity, etc.)
s/p C6-7 fusion, \\
radicular pain
V45.89, 723.1 Gabapentin 600mg RETRO DOS 3/06/14, \\
#90, tid
C/T strain 847.0 847.1 Metaxalone 800mg ninety tablets, tid
same Ativan 1mg #60, bid
Shoulder stiffness / \\
bursitis
719.51, 726.10 Aquatic therapy, \\
left shoulder
97113, 97140 once a week over 8 \\
weeks (8 visits)
Medications were handed out in this office on the day of the visit.
Requesting Physician Signature: B. Osei MD   Date: 8/14/2014""",
        [
            "Gabapentin 600mg RETRO DOS 3/06/14, #90, tid",
            "Metaxalone 800mg ninety tablets, tid",
            "Ativan 1mg #60, bid",
            "Aquatic therapy, left shoulder, once a week over 8 weeks (8 visits)",
        ],
    ),
    "codes in the first column": (
        """DWC FORM RFA
Requested Treatment
Diagnosis (ICD code) Service / good requested CPT/HCPCS Other information
722.83 Orphenadrine 100 mg 1 po bid, #60
V58.69 Urine drug screen \\
in office
G0434 x1
Requesting physician signature: B. Osei""",
        ["Orphenadrine 100 mg 1 po bid, #60", "Urine drug screen in office x1"],
    ),
    "new codes, lines not marked as wrapping": (
        """DWC FORM RFA
Requested Treatment (see instructions)
Diagnosis ICD-Code Service/Good Requested CPT/HCPCS Other Information
Cervicalgia M54.2 Baclofen 10 mg
#90, 1 po tid
Insomnia G47.00 Zolpidem 5 mg #30
Physician Signature: B. Osei MD 4/28/16""",
        ["Baclofen 10 mg #90, 1 po tid", "Zolpidem 5 mg #30"],
    ),
    "a numbered list": (
        """REQUEST FOR AUTHORIZATION
Requested Treatment
1. Cyclobenzaprine 7.5 mg, one at bedtime, #30
2. Physical therapy 2 x 4, neck
Signature: B. Osei, M.D.""",
        ["Cyclobenzaprine 7.5 mg, one at bedtime, #30", "Physical therapy 2 x 4, neck"],
    ),
    "a form with labels": (
        """REQUEST FOR AUTHORIZATION
DWC Form RFA
Diagnosis: Lumbar strain
ICD-Code: S39.012A
Service/Good Requested: Tizanidine 4 mg
CPT/HCPCS Code:
Other Information: #60, 1 po bid, 0 refills
Requesting Physician Signature: B. Osei, M.D.""",
        ["Tizanidine 4 mg, #60, 1 po bid, 0 refills"],
    ),
}

APPLICATIONS = {
    "numbered": (
        """List each specific requested medical service, good or item that was denied:
1. Baclofen 10 mg # 90
2. Zanaflex 4 mg #60 with \\
one refill
3.
REQUEST FOR REVIEW AND CONSENT""",
        ["Baclofen 10 mg # 90", "Zanaflex 4 mg #60 with one refill"],
    ),
    "with a heading of two lines": (
        """List each specific requested medical service in the space below. Use \\
additional pages if the space is not sufficient.
1) Left L5-S1 epidural injection
2) Gym membership, 12 months
Consent to Obtain Medical Records""",
        ["Left L5-S1 epidural injection", "Gym membership, 12 months"],
    ),
    "in a sentence": (
        "Disputed medical treatment: Baclofen 10 mg #90; Soma 350 mg #60",
        ["Baclofen 10 mg #90", "Soma 350 mg #60"],
    ),
    "without numbers": (
        """Items that were denied:
Baclofen 10 mg #90
Zanaflex 4 mg #60 with
one refill
I ask for independent medical review.""",
        ["Baclofen 10 mg #90", "Zanaflex 4 mg #60 with one refill"],
    ),
    "bilingual": (
        """Tratamiento disputado / Disputed treatment
1) Acupuncture, neck, 12 visits
2) Eszopiclone 2 mg #30
Firma / Signature: Ines Pellworth""",
        ["Acupuncture, neck, 12 visits", "Eszopiclone 2 mg #30"],
    ),
}


def typed(text: str) -> str:
    """Write a line that wraps as extraction does: with a space at its end."""
    return text.replace(" \\\n", " \n")
