"""The app of the API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Listens to what webhooks tell of."""

    name = "workbench.api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what listens."""
        from .hooks import events  # noqa: F401 - it registers itself
