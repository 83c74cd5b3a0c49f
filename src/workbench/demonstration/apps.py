"""The app of the demonstration."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Nothing to connect, no tables."""

    name = "workbench.demonstration"
