"""Decisions as further reviewers write them: outcome and reason, all invented."""

HEAD = "LARKSPUR PEER REVIEW\nJune 7, 2016\nUtilization Review Determination\n"

Told = list[tuple[str, str | None, str]]
"""Words of the treatment, outcome, and words that its reasons hold."""

LETTERS: dict[str, tuple[str, Told]] = {
    "a paragraph that denies each after its name": (
        """Determination. Lumbar facet block L4-5: denied. Yoga class x 8 sessions: \\
denied.
Reasons. Facet block: no axial pain is described. Yoga: no motivation is recorded.
Ottoline Brandt, M.D., Pain Medicine""",
        [
            ("Lumbar facet block L4-5", "deny", "no axial pain"),
            ("Yoga class x 8 sessions", "deny", "no motivation"),
        ],
    ),
    "a physician who decided not to certify either": (
        """Dear Dr. Pryor: On June 1, 2016 you asked for (1) Lidoderm patch 5% #30 \\
and (2) Topamax 50 mg #60. Our physician has decided not to certify either of them.
Lidoderm. A first-line drug was not tried.
Topamax. There is no seizure and no neuropathic pain in the notes.
Ottoline Brandt, M.D., Pain Medicine""",
        [
            ("Lidoderm patch 5% #30", "deny", "first-line drug"),
            ("Topamax 50 mg #60", "deny", "no seizure"),
        ],
    ),
    "letters below a sentence that denies them all": (
        """Two requests came on 06/01/2016. After review they are not medically \\
certified:
A. Gym membership for 12 months. ODG: only with a home program that failed.
B. Hydrotherapy for the left hip 8 visits. MTUS p. 22: an option where weight cannot \\
be borne.
Reviewing physician: Ottoline Brandt, MD""",
        [
            ("Gym membership for 12 months", "deny", "home program"),
            ("Hydrotherapy for the left hip 8 visits", "deny", "weight cannot"),
        ],
    ),
    "numbers in a sentence and reasons by numbers": (
        """The following are non-certified: (1) Fioricet #60; (2) Ambien 10 mg #30;
(3) scooter purchase.
Rationale, items 1 and 2. Both are for short use and both are taken since 2013.
Rationale, item 3. She walks without a cane.
You may dispute this decision within 30 days.""",
        [
            ("Fioricet #60", "deny", "taken since 2013"),
            ("Ambien 10 mg #30", "deny", "taken since 2013"),
            ("scooter purchase", "deny", "without a cane"),
        ],
    ),
    "one paragraph of reasons below a table": (
        """Requested treatment Determination
Skelaxin 800 mg #90 Denied
Elavil 25 mg #30 Denied
Aquatic program, 12 sessions Denied
Clinical rationale. The chart tells of back pain since a fall. Muscle relaxants are \\
meant for short flares. For Elavil, no neuropathic pain is recorded. For the aquatic \\
program, no reason for less weight on the legs is given.
You may ask for Independent Medical Review.""",
        [
            ("Skelaxin 800 mg #90", "deny", "short flares"),
            ("Elavil 25 mg #30", "deny", "no neuropathic"),
            ("Aquatic program, 12 sessions", "deny", "less weight"),
        ],
    ),
    "after peer review it cannot be recommended": (
        """After peer review, the request for a lumbar discogram cannot be \\
recommended for certification. Studies show that it does not foretell the \\
gain of surgery.
The request for Norflex 100 mg #60 cannot be recommended for certification. It has \\
been taken since March.
Ottoline Brandt, M.D.""",
        [
            ("lumbar discogram", "deny", "does not foretell"),
            ("Norflex 100 mg #60", "deny", "since March"),
        ],
    ),
    "each item under a heading of its own": (
        """ITEM 1
Request: Trigger point injections x 3
Decision: Non-certified
Rationale: No twitch response is recorded.
ITEM 2
Request: Physical therapy 12 visits
Decision: Modified to 6 visits
Rationale: A first course of six visits comes first.""",
        [
            ("Trigger point injections x 3", "deny", "twitch"),
            ("Physical therapy 12 visits", "modify", "six visits comes"),
        ],
    ),
    "boxes that are ticked": (
        """1. Norco 10/325 mg #120
[ ] Certified [X] Modified [ ] Non-certified
Certified amount: #60. Rationale: a taper is in order.
2. Butrans 10 mcg patch #4
[ ] Certified [ ] Modified [X] Non-certified
Rationale: no failed first drug is told.""",
        [
            ("Norco 10/325 mg #120", "modify", "taper"),
            ("Butrans 10 mcg patch #4", "deny", "no failed"),
        ],
    ),
    "not certified for want of information": (
        """The request for a sleep study is conditionally non-certified for lack of \\
information. We asked for the sleep diary on June 3 and had no answer.
The request for Lunesta 2 mg #30 is denied. Use beyond four weeks is not advised.""",
        [
            ("sleep study", "delay", "sleep diary"),
            ("Lunesta 2 mg #30", "deny", "four weeks"),
        ],
    ),
    "cells of a table whose title is in every row": (
        """Decision Ultrasound guided bursa injection: non-certified. The guidance \\
adds nothing here.
Decision Interferential unit, purchase: non-certified. No trial month is recorded.
Reviewer O. Brandt, DO, lic. 20A0000""",
        [
            ("Ultrasound guided bursa injection", "deny", "adds nothing"),
            ("Interferential unit, purchase", "deny", "trial month"),
        ],
    ),
    "what is not medically necessary, in prose": (
        """We have looked at your request for Terocin patch #30 and for a back brace. \\
Neither is medically necessary. The patch holds a drug that is not advised on the \\
skin. The brace helps only in the first weeks.
Ottoline Brandt, M.D.""",
        [
            ("Terocin patch #30", "deny", "on the"),
            ("back brace", "deny", "first weeks"),
        ],
    ),
}

ASKED = (
    "DWC Form IMR\nApplication for Independent Medical Review\nDisputed treatment:\n"
)


def application(told: Told) -> str:
    """Return an application that lists the treatments of a letter."""
    items = [f"{number}. {item}" for number, (item, _, _) in enumerate(told, 1)]
    return ASKED + "\n".join(items) + "\nSignature: Ines Pellworth 06/20/2016"
