"""The app of the public library."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Nothing to connect."""

    name = "workbench.library"
    default_auto_field = "django.db.models.BigAutoField"
