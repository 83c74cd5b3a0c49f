"""``demonstrate``: load the demonstration, or say that it can be loaded."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from openimr.errors import OpenImrError
from workbench.cases.models import Case
from workbench.demonstration.loading import LoadDemonstration


class Command(BaseCommand):
    """Loads fictional cases and prints a way in for each role."""

    help = "Load the demonstration cases and print an invitation for each role."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address of the site, and the flag for offering only."""
        parser.add_argument("--site", default="http://127.0.0.1:8000")
        parser.add_argument(
            "--offer",
            action="store_true",
            help="Load nothing; say that it can be loaded, if there is no case.",
        )

    def handle(self, *_: Any, **given: Any) -> None:
        """Load and print, or offer."""
        if given["offer"]:
            if not Case.objects.exists():
                self.stdout.write(
                    "There is no case yet.  openimr serve --demo loads fictional ones "
                    "and lets you in."
                )
            return
        try:
            ways = LoadDemonstration().execute()
        except OpenImrError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Demonstration cases are loaded.  Come in as:")
        for way in ways:
            path = reverse("accept", args=[way.secret]) if way.secret else ""
            told = given["site"] + path if path else "has an account; log in"
            self.stdout.write(f"  {way.role.label:14} {way.email:26} {told}")
        self.stdout.write(
            "Each address works once; staff set up a second factor at the first log-in."
        )
