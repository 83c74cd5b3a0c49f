"""``rewrap``: let the newest key of the site open every file."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.files.models import StoredFile
from workbench.files.sealing import name_of_key
from workbench.files.store import rewrap


class Command(BaseCommand):
    """Wraps the keys of files anew; may be stopped and begun again."""

    help = (
        "Wrap the key of every stored file by the first key of OPENIMR_FILE_KEYS; "
        "afterwards the older keys are needed for backups only."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """Wrap what is wrapped by an older key, file by file.

        Raises:
            CommandError: a key that is needed is not at hand.
        """
        newest = name_of_key(settings.FILE_KEYS[0])
        older = StoredFile.objects.exclude(wrapped_key=None).exclude(key_name=newest)
        done = 0
        try:
            for pk in list(older.values_list("pk", flat=True)):
                with transaction.atomic():
                    row = StoredFile.objects.select_for_update().get(pk=pk)
                    done += rewrap(row)
        except OpenImrError as error:
            raise CommandError(f"{error}  {done} files are done.") from error
        if done:
            record("rewrap-files", by=None, on=None, files=done, key=newest)
        self.stdout.write(f"{done} files wrapped anew; all open with key {newest}.")
