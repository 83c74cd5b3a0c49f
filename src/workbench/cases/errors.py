"""Ways in which an act on a case fails on purpose."""

from openimr.errors import OpenImrError


class CaseError(OpenImrError):
    """An act that does not fit where the case stands."""

    slug = "case-state"


class RecordError(OpenImrError):
    """A record that cannot be added to a case."""

    slug = "case-record"
