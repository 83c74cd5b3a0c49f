"""Acts of assignment: one class each, checked, recorded, all or nothing."""

from .assigning import AssignMany, AssignReviewer, Seat
from .attesting import AttestNoConflict, DeclineAssignment
from .describing import DescribeReviewer, DescribeReviewers, TellApart
from .ending import EndAssignment, ResumeAssignment

__all__ = [
    "AssignMany",
    "AssignReviewer",
    "AttestNoConflict",
    "DeclineAssignment",
    "DescribeReviewer",
    "DescribeReviewers",
    "EndAssignment",
    "ResumeAssignment",
    "Seat",
    "TellApart",
]
