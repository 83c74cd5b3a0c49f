"""``python -m workbench``: Django's management commands with this site's settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the management command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workbench.project.settings")
    execute_from_command_line(["workbench", *sys.argv[1:]])


if __name__ == "__main__":
    main()
