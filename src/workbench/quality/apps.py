"""The app of quality."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Nothing to connect."""

    name = "workbench.quality"
    default_auto_field = "django.db.models.BigAutoField"
