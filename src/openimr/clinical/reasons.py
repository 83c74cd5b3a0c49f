"""Why a passage does not count, in our own words and never the record's."""

from openimr.domain import Assertion, DocumentKind

from .kinds import SectionKind
from .subjects import Topic

PAPER_WHY = {
    DocumentKind.UR_DECISION: "said by utilization review, not by a clinician",
    DocumentKind.RFA: "stands on the request form",
    DocumentKind.IMR_APPLICATION: "stands on the application",
    DocumentKind.CORRESPONDENCE: "written by a party, not by a clinician",
}


SECTION_WHY = {
    SectionKind.FAMILY: "told of the family",
    SectionKind.ROS: "stands in a review of systems template",
    SectionKind.ASSESSMENT: "stands among the diagnoses, which are carried forward",
    SectionKind.COMPLAINT: "told by the worker, not found on examination",
    SectionKind.INJURY: "told of the time of the injury",
    SectionKind.PAST_HISTORY: "stands in the past history",
    SectionKind.PAST_TREATMENT: "told of past treatment",
    SectionKind.RECORDS: "stands in a summary of other records",
    SectionKind.PLAN: "stands in the plan",
    SectionKind.ALLERGIES: "stands among the allergies",
    SectionKind.DECLARATION: "stands in the declaration",
    SectionKind.MEDICATIONS: "stands in a list of medications",
}


ASSERTION_WHY = {
    Assertion.FAMILY: "told of a relative",
    Assertion.OTHER: "told of another person or thing",
    Assertion.HYPOTHETICAL: "supposed or planned, not said to be so",
    Assertion.POSSIBLE: "said to be possible only",
    Assertion.HISTORICAL: "told as past",
}


TOPIC_WHY = {
    Topic.OTHER: "tied to another treatment",
    Topic.NONE: "not tied to the treatment",
    Topic.MEDICATIONS: "tied to medicines in general, not to this one",
}
