"""The app of templates and style."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Nothing to connect."""

    name = "workbench.design"
