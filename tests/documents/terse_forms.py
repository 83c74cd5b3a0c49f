"""Forms that offices type themselves: lists in the heading's own line, all invented."""

APPLICATIONS = {
    "a heading with a colon for each treatment": (
        """Treatment in dispute: Left wrist arthroscopy \\
with debridement
Treatment in dispute: Hand therapy, 8 visits
Date signed: 05/20/2016""",
        ["Left wrist arthroscopy with debridement", "Hand therapy, 8 visits"],
    ),
    "a cell beside the heading, semicolons and a wrap": (
        """Treatments I dispute Right wrist splint; MRI right wrist; Taxi to and \\
from visits
Signed I. Pellworth, May 20, 2016""",
        ["Right wrist splint", "MRI right wrist", "Taxi to and from visits"],
    ),
    "dots behind the heading, the list goes on below": (
        """EMPLOYEE ........ Ines Pellworth
DISPUTED ........ Naproxen 500 mg #60
Heating pad (purchase)
Massage x 6 sessions
SIGNED .......... 05/20/2016""",
        ["Naproxen 500 mg #60", "Heating pad (purchase)", "Massage x 6 sessions"],
    ),
    "letters in parentheses below two words": (
        """In dispute:
(a) Naproxen 500 mg #60
(b) Massage, 6 visits
Date 05/20/2016""",
        ["Naproxen 500 mg #60", "Massage, 6 visits"],
    ),
    "figures that begin in the line of the heading": (
        """Disputed items: 1) Naproxen 500 mg #60
2) Massage, 6 visits
Date: 05/20/2016""",
        ["Naproxen 500 mg #60", "Massage, 6 visits"],
    ),
    "several figures in the line of the heading": (
        """Disputed items: 1) Naproxen 500 mg #60 2) Massage, 6 visits
Date: 05/20/2016""",
        ["Naproxen 500 mg #60", "Massage, 6 visits"],
    ),
    "words of the heading in a field of another matter": (
        """Liability disputed: No
Services denied: Naproxen 500 mg #60; Massage, 6 visits
Signature: I. Pellworth""",
        ["Naproxen 500 mg #60", "Massage, 6 visits"],
    ),
}

REQUESTS = {
    "codes and no titles of columns": (
        """DWC Form RFA
Ines Pellworth   DOI 01/02/2015
M25.531 Naproxen 500 mg #60, twice daily
M25.531 Wrist splint L3908
B. Osei MD   04/28/2016""",
        ["Naproxen 500 mg #60, twice daily", "Wrist splint"],
    ),
    "a billing code in parentheses": (
        """DWC Form RFA
Requested treatment:
M25.531 Wrist MRI (73221)
Signature B. Osei MD""",
        ["Wrist MRI"],
    ),
}

DECISIONS = {
    "a verdict and its reason below each treatment": (
        """GRANGE MUTUAL - UTILIZATION REVIEW DETERMINATION
Date: 05/03/2016
1. Left wrist arthroscopy
   Determination: NOT CERTIFIED
   Rationale: There is no record of an injection.
2. Hand therapy, 8 visits
   Determination: CERTIFIED
   Rationale: The course is the first one.
3. Raised bed, purchase
   Determination: NOT CERTIFIED
   Rationale: A bed is a matter of comfort.""",
        [
            ("Left wrist arthroscopy", "deny", None),
            ("Hand therapy, 8 visits", "approve", None),
            ("Raised bed, purchase", "deny", None),
        ],
    ),
    "treatment, verdict and a long reason in one paragraph": (
        """GRANGE MUTUAL UTILIZATION REVIEW
May 3, 2016
Left wrist arthroscopy. Not certified. The guideline asks for six weeks of splint \\
and therapy, an injection, and a study that fits, and none of these is in the notes.
Hand therapy, 8 visits. Not certified. There is no finding.""",
        [
            ("Left wrist arthroscopy", "deny", None),
            ("Hand therapy, 8 visits", "deny", None),
        ],
    ),
}
