"""The act of choosing a language."""

from dataclasses import dataclass

from django.db import transaction

from workbench.audit.chain import record
from workbench.people.models import User


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Speak to a person in another language from now on."""

    language: str
    by: User

    @transaction.atomic
    def execute(self) -> None:
        """Change it and record; the same language again changes nothing."""
        person = User.objects.select_for_update().get(pk=self.by.pk)
        if person.language == self.language:
            return
        person.language = self.language
        person.save(update_fields=["language"])
        record("choose-language", by=self.by, on=person, language=self.language)
