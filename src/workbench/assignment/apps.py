"""The app of assignments."""

from django.apps import AppConfig


class AssignmentConfig(AppConfig):
    """Nothing to connect."""

    name = "workbench.assignment"
    default_auto_field = "django.db.models.BigAutoField"
