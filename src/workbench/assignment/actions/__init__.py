"""Acts of assignment: one class each, checked, recorded, all or nothing."""

from .assigning import AssignReviewer, Seat
from .attesting import AttestNoConflict, DeclineAssignment
from .describing import DescribeReviewer, DescribeReviewers, TellApart
from .ending import EndAssignment, ResumeAssignment
from .planned import AssignMany, Came, Outcome

__all__ = [
    "AssignMany",
    "AssignReviewer",
    "AttestNoConflict",
    "Came",
    "DeclineAssignment",
    "DescribeReviewer",
    "DescribeReviewers",
    "EndAssignment",
    "Outcome",
    "ResumeAssignment",
    "Seat",
    "TellApart",
]
