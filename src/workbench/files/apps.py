"""The app of stored files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Nothing to connect."""

    name = "workbench.files"
    default_auto_field = "django.db.models.BigAutoField"
