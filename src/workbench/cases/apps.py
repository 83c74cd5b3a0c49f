"""The app of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Nothing to connect."""

    name = "workbench.cases"
    default_auto_field = "django.db.models.BigAutoField"
