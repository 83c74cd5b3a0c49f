"""Ways in which storing a file fails on purpose."""

from openimr.errors import OpenImrError


class StorageError(OpenImrError):
    """A file that cannot be stored or given back."""

    slug = "storage"


class KeyLostError(StorageError):
    """The site's key that opens a file is not at hand."""

    slug = "key-lost"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"File key {name}: it is not among OPENIMR_FILE_KEYS.  "
            "Add the key that was in use when the file was stored."
        )


class StoredFileDamagedError(StorageError):
    """What lies on the disk is not what was stored."""

    slug = "stored-file-damaged"

    def __init__(self, place: object) -> None:
        super().__init__(
            f"Stored file {place}: it was changed or cut off on the disk.  "
            "Restore it from a backup."
        )


class UploadError(StorageError):
    """A piece of an upload that does not fit."""

    slug = "upload"


class DiskFullError(StorageError):
    """There is no room to store what was sent."""

    slug = "disk-full"

    def __init__(self) -> None:
        super().__init__(
            "The file was not stored: the disk is full.  Nothing else is lost; "
            "make room and send it again."
        )
