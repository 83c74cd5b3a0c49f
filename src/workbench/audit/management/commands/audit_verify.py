"""``audit_verify``: is the record of acts whole?"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workbench.audit.chain import stored, verify


class Command(BaseCommand):
    """Walks over the chain, in the database or in an exported file."""

    help = "Check the record of acts, in the database or in an exported file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a file and a digest noted earlier."""
        parser.add_argument("file", nargs="?", type=Path, help="an exported file")
        parser.add_argument("--last", default="", help="an earlier last digest")

    def handle(self, *_: Any, **given: Any) -> None:
        """Print what was found.

        Raises:
            CommandError: the chain is broken, or does not hold the digest.
        """
        place, noted = given["file"], given["last"]
        seen = not noted
        entries = _lines(place) if place else stored()

        def watched() -> Iterator[dict[str, object]]:
            nonlocal seen
            for entry in entries:
                seen = seen or entry.get("digest") == noted
                yield entry

        found = verify(watched())
        if found.fault:
            raise CommandError(
                f"{found.fault}  {found.entries} entries before it hold."
            )
        if not seen:
            raise CommandError("No entry has the digest given: entries were removed.")
        self.stdout.write(f"{found.entries} entries, whole; last digest {found.last}")


def _lines(place: Path) -> Iterator[dict[str, object]]:
    try:
        with place.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                entry = json.loads(line)
                if not isinstance(entry, dict):
                    raise CommandError(f"{place}: line {number} is no entry.")
                yield entry
    except OSError as problem:
        raise CommandError(f"{place}: it cannot be read.  Check the path.") from problem
    except ValueError as problem:
        raise CommandError(f"{place}: it is no export of the record.") from problem
