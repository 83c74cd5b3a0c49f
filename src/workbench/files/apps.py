"""The app of stored files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Makes the folder for files of forms."""

    name = "workbench.files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make it, where nobody else on the machine can look into it.

        Raises:
            OSError: the folder of data cannot be written.
        """
        from .forms import make_private

        make_private()
