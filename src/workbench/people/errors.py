"""Ways in which an act on people fails on purpose."""

from openimr.errors import OpenImrError


class RoleError(OpenImrError):
    """A role that cannot be given or taken."""

    slug = "role"


class InvitationError(OpenImrError):
    """An invitation that cannot be made or used."""

    slug = "invitation"
