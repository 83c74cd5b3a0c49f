"""``audit_export``: the record of acts as JSON lines."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from workbench.audit.chain import stored


class Command(BaseCommand):
    """Prints every entry with its digest, one a line, oldest first."""

    help = "Print the record of acts as JSON lines; audit_verify checks such a file."

    def handle(self, *_: Any, **__: Any) -> None:
        """Print the entries."""
        for entry in stored():
            self.stdout.write(json.dumps(entry, sort_keys=True, ensure_ascii=False))
