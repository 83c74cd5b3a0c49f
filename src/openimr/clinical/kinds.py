"""What the sentences of a section tell about."""

from enum import StrEnum


class SectionKind(StrEnum):
    """What the sentences of a section tell about."""

    COMPLAINT = "complaint"
    """What the worker says of the present state."""

    FUNCTION = "function"
    """Activities, side effects, goals."""

    INJURY = "injury"
    """What happened at the time, and since."""

    PAST_HISTORY = "past_history"
    PAST_TREATMENT = "past_treatment"
    FAMILY = "family"
    SOCIAL = "social"
    ROS = "ros"
    """Review of systems: mostly a template that nobody changes."""

    MEDICATIONS = "medications"
    ALLERGIES = "allergies"
    EXAMINATION = "examination"
    STUDIES = "studies"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    DISCUSSION = "discussion"
    WORK_STATUS = "work_status"
    RECORDS = "records"
    """Other people's reports, summed up."""

    FUTURE_CARE = "future_care"
    DECLARATION = "declaration"
    NARRATIVE = "narrative"
    """Before any heading, or under one that says nothing."""

    REQUEST = "request"
    """Forms that ask for treatment."""

    REVIEW = "review"
    """What utilization review writes."""

    FURNITURE = "furniture"
    """Running heads: name, claim number, page."""
