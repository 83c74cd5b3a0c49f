"""The app of the reviewer's desk."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Nothing to connect."""

    name = "workbench.review"
    default_auto_field = "django.db.models.BigAutoField"
