"""The app of languages."""

from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    """Nothing to connect."""

    name = "workbench.languages"
