"""Backups: everything that the site knows, in one folder, sealed.

A backup holds the rows of the database in one state, sealed by a key of its own that is
wrapped by the site's, and the files as they lie on the disk, which are sealed already.
So it can be kept where the site's keys are not, and without those it is worth nothing:
keep ``OPENIMR_FILE_KEYS`` apart from it and do not lose them.

Rows are written by field and not by the database's own tool, so that a site on SQLite
can be brought back on PostgreSQL.
"""

from .reading import Restored, restore, verify
from .writing import Saved, back_up

__all__ = ["Restored", "Saved", "back_up", "restore", "verify"]
