"""Decision letters as busy offices write them, all invented: text and its items."""

Items = list[tuple[str, str, str | None]]

MESSY: dict[str, tuple[str, Items]] = {
    "a story with a decision of an earlier day": (
        """HOLLOWAY UTILIZATION REVIEW
123 Mill Road, Fresno, CA 93650
May 3, 2016
Dear Dr. Osei:
On April 29, 2016 we received your request for three treatments. A physician has
reviewed it. One prescription of Norco 10/325mg #60 with 2 refills between 4/28/2016
and 6/28/2016 is non-certified. One prescription of Tizanidine 4mg #90 is modified to
#30 for weaning. Six sessions of acupuncture are certified.
The patient previously received a determination on 1/12/2016 in which Soma 350 mg #60
was denied.""",
        [
            (
                "One prescription of Norco 10/325mg #60 with 2 refills between "
                "4/28/2016 and 6/28/2016",
                "deny",
                None,
            ),
            ("One prescription of Tizanidine 4mg #90", "modify", "to #30 for weaning"),
            ("Six sessions of acupuncture", "approve", None),
        ],
    ),
    "prescriptions counted at the beginning of the line": (
        """HOLLOWAY UTILIZATION REVIEW
May 3, 2016
DETERMINATION
1 prescription of Norco 10/325mg #120 between 3/1/2016 and 5/1/2016 is non-certified.
1 prescription of Zanaflex 4mg #60 is certified with modification to #20.
1 urine drug screen between 3/1/2016 and 5/1/2016 is certified.""",
        [
            (
                "1 prescription of Norco 10/325mg #120 between 3/1/2016 and 5/1/2016",
                "deny",
                None,
            ),
            ("1 prescription of Zanaflex 4mg #60", "modify", "to #20"),
            (
                "1 urine drug screen between 3/1/2016 and 5/1/2016",
                "approve",
                None,
            ),
        ],
    ),
    "several treatments in one sentence": (
        """QUARRY PEER REVIEW
May 3, 2016
Dear Dr. Osei:
The requests for Norco 10/325 mg #120, Soma 350 mg #90, and Ambien 10 mg #30 are not
medically necessary. The request for naproxen 550 mg #60 and omeprazole 20 mg #60 is
approved.""",
        [
            ("Norco 10/325 mg #120", "deny", None),
            ("Soma 350 mg #90", "deny", None),
            ("Ambien 10 mg #30", "deny", None),
            ("naproxen 550 mg #60", "approve", None),
            ("omeprazole 20 mg #60", "approve", None),
        ],
    ),
    "every outcome there is": (
        """QUARRY PEER REVIEW
May 3, 2016
DETERMINATION
1. Lumbar MRI without contrast: CONDITIONALLY NON-CERTIFIED pending the x-ray report
2. Norco 10/325 mg #120: MODIFIED to #30 for weaning
3. Physical therapy, 12 visits: PARTIALLY CERTIFIED, 6 visits
4. Naproxen 550 mg #60: CERTIFIED""",
        [
            ("Lumbar MRI without contrast", "delay", None),
            ("Norco 10/325 mg #120", "modify", "to #30 for weaning"),
            ("Physical therapy, 12 visits", "modify", "6 visits"),
            ("Naproxen 550 mg #60", "approve", None),
        ],
    ),
    "the decision before the treatment": (
        """BRIAR UTILIZATION REVIEW
May 3, 2016
Dear Dr. Osei:
I recommend non-certification of Norco 10/325 mg #120. We are unable to certify the
request for MRI of the lumbar spine. Certification is recommended for naproxen 550 mg
#60.""",
        [
            ("Norco 10/325 mg #120", "deny", None),
            ("MRI of the lumbar spine", "deny", None),
            ("naproxen 550 mg #60", "approve", None),
        ],
    ),
    "earlier determinations listed below": (
        """QUARRY PEER REVIEW
May 3, 2016
UTILIZATION REVIEW DETERMINATION
Decision: NON-CERTIFIED
Treatment requested: Norco 10/325 mg #120
Previous determinations
02/11/2016 Soma 350 mg #90 Non-certified
03/11/2016 Physical therapy 12 visits Certified
Rationale
Norco. MTUS, Opioids, page 78. There is no functional gain.""",
        [("Norco 10/325 mg #120", "deny", None)],
    ),
    "an answer to an appeal": (
        """QUARRY PEER REVIEW
June 20, 2016
RECONSIDERATION OF UTILIZATION REVIEW DETERMINATION
This is a response to your appeal of our determination of May 3, 2016.
Original determination: Massage, 6 visits DENIED
Appeal determination:
1. Tizanidine 4 mg #60 - the original denial is UPHELD
2. Massage, 6 visits - OVERTURNED, now certified""",
        [
            ("Tizanidine 4 mg #60", "deny", None),
            ("Massage, 6 visits", "approve", None),
        ],
    ),
    "the treatments above, the decisions below, by number": (
        """QUARRY PEER REVIEW
May 3, 2016
The following services were requested:
1. Norco 10/325 mg #120
2. Soma 350 mg #90
3. Lumbar epidural steroid injection L4-5

The following was determined:
Item 1 is certified
Items 2 and 3 are non-certified""",
        [
            ("Norco 10/325 mg #120", "approve", None),
            ("Soma 350 mg #90", "deny", None),
            ("Lumbar epidural steroid injection L4-5", "deny", None),
        ],
    ),
    "a request, its treatment and the recommendation in lines of their own": (
        """QUARRY PEER REVIEW
May 3, 2016
UTILIZATION REVIEW DECISION
REQUEST #1
Norco 10/325 mg #120
RECOMMENDATION: Not medically necessary
REQUEST #2
Soma 350 mg #90
RECOMMENDATION: Medically necessary""",
        [
            ("Norco 10/325 mg #120", "deny", None),
            ("Soma 350 mg #90", "approve", None),
        ],
    ),
    "outcomes as headings, and part of one certified": (
        """QUARRY PEER REVIEW
May 3, 2016
NON-CERTIFIED
- Norco 10/325 mg #120
CERTIFIED
- Naproxen 550 mg #60
MODIFIED
- Physical therapy 12 visits; 6 visits are certified""",
        [
            ("Norco 10/325 mg #120", "deny", None),
            ("Naproxen 550 mg #60", "approve", None),
            ("Physical therapy 12 visits", "modify", "6 visits"),
        ],
    ),
    "a table with columns of numbers and of dates": (
        """QUARRY PEER REVIEW
May 3, 2016
   Requested Item             Qty   Determination     Approved Qty   Dates
   Norco 10/325 mg            120   Modified          60             5/3/16-6/3/16
   Soma 350 mg                90    Non-Certified     0""",
        [
            ("Norco 10/325 mg #120", "modify", "60"),
            ("Soma 350 mg #90", "deny", None),
        ],
    ),
}
