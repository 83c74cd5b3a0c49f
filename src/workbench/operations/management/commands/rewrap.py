"""``rewrap``: let the newest key of the site open every file and second factor."""

from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Model, QuerySet

from openimr.errors import OpenImrError
from workbench.audit.chain import record
from workbench.files.models import StoredFile
from workbench.files.sealing import name_of_key
from workbench.files.store import rewrap
from workbench.people.factors import reseal


class Command(BaseCommand):
    """Wraps the keys of files anew; may be stopped and begun again."""

    help = (
        "Wrap the key of every stored file, and seal the secrets of second factors, by "
        "the first key of OPENIMR_FILE_KEYS; afterwards the older keys are needed for "
        "backups only."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """Take what an older key opens, row by row.

        Raises:
            CommandError: a key that is needed is not at hand.
        """
        newest = name_of_key(settings.FILE_KEYS[0])
        files = _each("files", _older_files(newest), rewrap)
        if files:
            record("rewrap-files", by=None, on=None, files=files, key=newest)
        factors = _each("second factors", _factors(), _resealed)
        if factors:
            record("rewrap-factors", by=None, on=None, factors=factors, key=newest)
        self.stdout.write(
            f"{files} files wrapped anew, {factors} second factors sealed anew; "
            f"all open with key {newest}."
        )


_Row = TypeVar("_Row", bound=Model)


def _older_files(newest: str) -> QuerySet[StoredFile]:
    kept = StoredFile.objects.exclude(wrapped_key=None)
    return kept.exclude(key_name=newest)


def _factors() -> "QuerySet[Authenticator]":
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    found: QuerySet[Authenticator] = Authenticator.objects.filter(type__in=kinds)
    return found


def _resealed(row: Authenticator) -> bool:
    return reseal(row, settings.FILE_KEYS)


def _each(what: str, rows: "QuerySet[_Row]", anew: Callable[[_Row], bool]) -> int:
    done = 0
    try:
        for pk in list(rows.values_list("pk", flat=True)):
            with transaction.atomic():
                # A row that went meanwhile needs nothing.
                row = rows.model._default_manager.select_for_update().filter(pk=pk)
                done += sum(anew(each) for each in row)
    except OpenImrError as error:
        raise CommandError(f"{error}  {done} {what} are done.") from error
    return done
