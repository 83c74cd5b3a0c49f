"""The app of the reviewer's desk."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Connects the drawing of pages to the steps of cases."""

    name = "workbench.review"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the receivers."""
        from .viewer import tasks  # noqa: F401
