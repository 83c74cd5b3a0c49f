"""Fictional packets whose words were read wrongly from their pictures."""

from .messy_packets import EXAM
from .packets import PROSE, Packet

SLIPPED_PACKETS = {
    "the letters of titles were read as figures": Packet(
        (
            "LANTERN PAlN GR0UP\nPR0GRESS REP0RT (PR-2)\nPatient: PELLW0RTH, INES\n"
            "D0S: O5/O3/2Ol6\n" + PROSE,
            EXAM + "\nB. Osei, M.D.",
            "MARlG0LD SURGERY CENTER\n0PERATIVE REP0RT\nPatient: PELLW0RTH, INES\n"
            "Date of surgery: O6/O7/2Ol6\n" + PROSE,
            "TALL0W CARE PARTNERS\nJu1y 9, 2Ol6\nUTlLIZATl0N REVlEW DETERMlNATl0N\n"
            "RE: Ines Pellworth\n" + PROSE,
        ),
        (1, 3, 4),
    ),
    "a running head is read with another slip on every page": Packet(
        (
            "COBBLE HILL CLINIC   Pellworth, Ines   DOS 05/03/2016\nPROGRESS NOTE\n"
            "Subjective: neck pain.\n" + PROSE,
            "C0BBLE HILL CLlNIC   PelIworth, Ines   DOS 05/03/2016\nPROGRESS N0TE\n"
            "Objective: spasm of the right trapezius.\nPlan: heat.",
            "COBBLE HILL CLINIC   Pellworth, lnes   DOS 06/01/2016\nPR0GRESS NOTE\n"
            "Subjective: better.\nPlan: return as needed.",
        ),
        (1, 3),
    ),
}
