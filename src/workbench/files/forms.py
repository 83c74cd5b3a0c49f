"""Files of forms, in the clear on the disk while a request runs.

Django writes those above 2.5 MB to a folder.  That is one of the site's own, not the
machine's common one, and what a killed process left there is removed.
"""

from pathlib import Path

from django.conf import settings


def make_private() -> None:
    """Make the folder, open to nobody but the user of the site.

    Raises:
        OSError: the folder of data cannot be written.
    """
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)  # it may be older, or the umask odd


def sweep_forms() -> int:
    """Remove what killed processes left, and return how many files that were.

    Call it when no site is up: a request that runs would lose its file.
    """
    left = list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"))
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
