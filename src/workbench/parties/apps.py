"""The app of the parties."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Listens to cases that move on and to people who join."""

    name = "workbench.parties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what listens."""
        from workbench.cases.signals import moved
        from workbench.people.joining import joined

        from .joining import on_joined
        from .notices import on_moved

        moved.connect(on_moved, dispatch_uid="parties.notices")
        joined.connect(on_joined, dispatch_uid="parties.joining")
