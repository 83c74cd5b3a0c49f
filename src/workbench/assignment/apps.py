"""The app of assignments."""

from django.apps import AppConfig


class AssignmentConfig(AppConfig):
    """Listens to the steps of cases."""

    name = "workbench.assignment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what happens when a case was read."""
        from . import listening  # noqa: F401 - registers the receiver
