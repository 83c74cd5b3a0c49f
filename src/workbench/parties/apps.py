"""The app of the parties."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Nothing to connect."""

    name = "workbench.parties"
    default_auto_field = "django.db.models.BigAutoField"
