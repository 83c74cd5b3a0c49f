"""The app of quality."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Has what was signed examined."""

    name = "workbench.quality"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for signatures."""
        from . import listening  # noqa: F401 - it connects itself
