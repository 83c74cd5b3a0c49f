"""The app of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Connects the clock to the steps of cases."""

    name = "workbench.cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the receivers."""
        from . import telling  # noqa: F401
