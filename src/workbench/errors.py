"""Every way in which an act of the workbench fails on purpose.

* RoleError              a role that cannot be given or taken
* InvitationError        an invitation that cannot be made or used
* StorageError           a file that cannot be stored or given back
    * KeyLostError           the key that opens it is not at hand
    * StoredFileDamagedError the disk holds something else
    * DiskFullError          there is no room
    * UploadError            a piece of an upload that does not fit
* CaseError              an act that does not fit where the case stands
* RecordError            a record that cannot be added
* PartyError             something that a party cannot be told or sent
* AssignmentError        a reviewer who cannot be given a case, or leave it
    * ConflictOfInterestError a tie to a party of the case
* ReviewerEntryError     an entry of the register that cannot be kept
* DraftError             an act on a draft that is no longer what was looked at
* QualityError           a check or a release that cannot be made
* BackupError            a backup that cannot be written or brought back
* RetentionError         files whose time of keeping is not over
* TokenError             a token that cannot be made
* WebhookError           a webhook that cannot be set up or called
* RequestError           a request to the API that cannot be used
* SavedSearchError       a search of the library that cannot be saved
* WaitError              costly work that has to wait

They hang in the tree of :mod:`openimr.errors` and are explained in ``docs/errors.md``;
pages show them as they are.
"""

from openimr.errors import OpenImrError


class RoleError(OpenImrError):
    """A role that cannot be given or taken."""

    slug = "role"


class InvitationError(OpenImrError):
    """An invitation that cannot be made or used."""

    slug = "invitation"


class StorageError(OpenImrError):
    """A file that cannot be stored or given back."""

    slug = "storage"


class KeyLostError(StorageError):
    """The site's key that opens a file is not at hand."""

    slug = "key-lost"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"OPENIMR_FILE_KEYS: the key {name} is not among them.  "
            "Add the key that was in use when the file was stored."
        )


class StoredFileDamagedError(StorageError):
    """What lies on the disk is not what was stored."""

    slug = "stored-file-damaged"

    def __init__(self, place: object) -> None:
        super().__init__(
            f"{place}: the stored file was changed or cut off on the disk.  "
            "Restore it from a backup."
        )


class DiskFullError(StorageError):
    """There is no room to store what was sent."""

    slug = "disk-full"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: it was not stored because the disk is full.  "
            "Make room and send it again; nothing else is lost."
        )


class UploadError(StorageError):
    """A piece of an upload that does not fit."""

    slug = "upload"


class CaseError(OpenImrError):
    """An act that does not fit where the case stands."""

    slug = "case-state"


class RecordError(OpenImrError):
    """A record that cannot be added to a case."""

    slug = "case-record"


class PartyError(OpenImrError):
    """Something that cannot be done for a party to a case."""

    slug = "party"


class AssignmentError(OpenImrError):
    """A reviewer who cannot be given a case, or cannot leave it."""

    slug = "assignment"


class ConflictOfInterestError(AssignmentError):
    """A reviewer who has a tie to a party of the case."""

    slug = "conflict-of-interest"


class ReviewerEntryError(OpenImrError):
    """An entry of the register of reviewers that cannot be kept."""

    slug = "reviewer-entry"


class TokenError(OpenImrError):
    """A token of the API that cannot be made."""

    slug = "token"


class WebhookError(OpenImrError):
    """A webhook that cannot be set up, or whose address cannot be called."""

    slug = "webhook"


class RequestError(OpenImrError):
    """A request to the API that cannot be used as it stands."""

    slug = "request"


class SavedSearchError(OpenImrError):
    """A search of the library that cannot be saved."""

    slug = "saved-search"


class WaitError(OpenImrError):
    """Costly work of the library that has to wait."""

    slug = "wait"

    def __init__(self, reason: str, seconds: int, status: int) -> None:
        many = "second" if seconds == 1 else "seconds"
        super().__init__(f"library: {reason}.  Try again in {seconds} {many}.")
        self.seconds, self.status = seconds, status


class DraftError(OpenImrError):
    """An act on a draft that is not, or no longer, what the reviewer looked at."""

    slug = "draft"


class QualityError(OpenImrError):
    """A check of a signed determination, or a release, that cannot be made."""

    slug = "quality"


class BackupError(OpenImrError):
    """A backup that cannot be written, checked or brought back."""

    slug = "backup"


class RetentionError(OpenImrError):
    """Files that cannot be destroyed: their time is not over, or they are held."""

    slug = "retention"
