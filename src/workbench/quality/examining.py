"""Examine a signed determination once, and keep what was found sealed."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from openimr import __version__
from openimr.domain import CaseFile, Determination
from openimr.letters.write import from_json
from workbench.cases.models import Progress, Reading
from workbench.cases.results import case_file_of
from workbench.files.store import destroy, put
from workbench.review.models import Draft, Signature

from .findings import blocking, figures_of, items_of, like_cases, lint_of
from .models import Examination
from .verification import opened, verified

Content = Mapping[str, Any]


def determination_of(signature: Signature) -> Determination:
    """Return what was signed.

    Raises:
        StorageError: it cannot be given back.
        UnreadableFileError: it breaks the contract.
    """
    return from_json(opened(signature.determination))


def case_file_behind(signature: Signature) -> CaseFile | None:
    """Return the case file that a reviewer had; of no draft, the one read last.

    Raises:
        StorageError: it cannot be given back.
    """
    draft = Draft.objects.filter(assignment=signature.assignment_id)
    reading = Reading.objects.filter(pk__in=draft.values("reading")).first()
    if reading is None or reading.case_file_id is None:
        done = Reading.objects.filter(
            case=signature.case_id, progress=Progress.DONE
        ).exclude(case_file=None)
        reading = done.order_by("-number").first()
    return None if reading is None else case_file_of(reading)


def examined(signature: Signature) -> Examination:
    """Return what the program finds; it is looked for at the first question.

    Raises:
        StorageError: what was signed, or the case, cannot be given back.
    """
    found = Examination.objects.filter(signature=signature).first()
    return found or examine(signature)


def content_of(examination: Examination) -> Content:
    """Return the findings as plain data.

    Raises:
        StorageError: they cannot be given back.
    """
    found: Content = json.loads(opened(examination.content))
    return found


def examine(signature: Signature) -> Examination:
    """Examine anew, in place of what was found before.

    Raises:
        StorageError: what was signed, or the case, cannot be given back, or nothing
            can be stored.
    """
    content = _found(signature)
    with transaction.atomic():
        Signature.objects.select_for_update().get(pk=signature.pk)
        before = Examination.objects.filter(signature=signature).first()
        made = Examination(pk=before.pk if before else None, signature=signature)
        made.content = put("examination.json", [json.dumps(content).encode()])
        made.engine, made.at = __version__, timezone.now()
        made.sound = bool(content["verdict"]["sound"])
        made.blocking = blocking(content["lint"])
        made.figures = figures_of(content["items"])
        made.save()
        if before is not None:
            destroy(before.content)
    return made


def _found(signature: Signature) -> dict[str, Any]:
    determination = determination_of(signature)
    record = json.loads(opened(signature.record))
    return {
        "items": list(items_of(determination, record)),
        "lint": lint_of(determination, case_file_behind(signature)),
        "like": like_cases(determination),
        "verdict": verified(signature).as_json(),
    }
