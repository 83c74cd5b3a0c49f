"""The app of the API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Nothing to connect."""

    name = "workbench.api"
    default_auto_field = "django.db.models.BigAutoField"
