"""The app of people and roles."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the checks and the record of log-ins."""

    name = "workbench.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what listens."""
        from . import checks, signals  # noqa: F401 - they register themselves
