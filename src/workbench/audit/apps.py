"""The app of the record of acts."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Nothing to connect: acts call :func:`workbench.audit.chain.record`."""

    name = "workbench.audit"
    default_auto_field = "django.db.models.BigAutoField"
