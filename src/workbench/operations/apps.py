"""The app of operations."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Holds the table of the cache as well, so that migrations make it."""

    name = "workbench.operations"
    default_auto_field = "django.db.models.BigAutoField"
