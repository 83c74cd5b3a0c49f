"""What lies in the rooms of a site full of cases: drafts, signatures, parties.

Each row has a file of its own, sealed under the same key as the one it is a copy of,
at the price of a link; so caches find as little as they do among cases that differ.
"""

import os
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from workbench.assignment.models import Assignment
    from workbench.cases.models import Case, Reading
    from workbench.files.models import StoredFile
    from workbench.people.models import User


def values(row: Any) -> dict[str, Any]:
    """Return the columns of a row but its automatic number."""
    fields = row._meta.concrete_fields
    keys = {field.attname: getattr(row, field.attname) for field in fields}
    if row._meta.pk.attname == "id" and isinstance(keys["id"], int):
        del keys["id"]
    return keys


def copy_of(file: "StoredFile") -> "StoredFile":
    """Return a further row, saved, with the same bytes."""
    from workbench.files.models import StoredFile

    made = StoredFile(**(values(file) | {"id": uuid4()}))
    made.place.parent.mkdir(parents=True, exist_ok=True)
    os.link(file.place, made.place)
    made.save(force_insert=True)
    return made


def own_files(first: "Reading", others: "Sequence[Reading]") -> None:
    """Give readings results of their own, and what the viewer has made of the first."""
    from workbench.cases.models import Reading
    from workbench.review.models import Book, Sheaf

    results = ("case_file", "determination", "overview")
    for each in others:
        for name in results:
            if (file := getattr(first, name)) is not None:
                setattr(each, name, copy_of(file))
    Reading.objects.bulk_update(others, results)
    book, sheaves = first.book, list(first.sheaves.select_related("file"))
    for each in others:
        own = {"reading_id": each.pk}
        file = copy_of(book.file)
        Book.objects.create(**(values(book) | own | {"file_id": file.pk}))
        for sheaf in sheaves:
            file = copy_of(sheaf.file)
            Sheaf.objects.create(**(values(sheaf) | own | {"file_id": file.pk}))


def begin_drafts(assignments: "Sequence[Assignment]") -> None:
    """Begin the draft of the first as its reviewer would, and give the others its like.

    Their readings have to be like the first one's.
    """
    from workbench.review.actions import StartDraft
    from workbench.review.models import Draft

    first = assignments[0]
    begun = StartDraft(assignment=first, by=first.reviewer).execute()
    for each in assignments[1:]:
        reading = each.case.readings.get()
        Draft.objects.create(
            assignment=each,
            reading=reading,
            content=copy_of(begun.content),
            changed=begun.changed,
        )


def describe(people: "Iterable[User]") -> None:
    """Put reviewers into the register, each with some affiliations."""
    from django.utils import timezone

    from workbench.assignment.models import Reviewer

    for number, user in enumerate(people):
        entry = {
            "id": f"R-{number}",
            "name": user.name,
            "profession": "MD",
            "licences": [{"state": "CA", "number": f"A9{number}", "status": "active"}],
            "certifications": [{"specialty": "pmr", "board": "abms"}],
            "specialties": ["pmr"],
            "guidelines": ["mtus"],
            "practising_since": "2005-07-01",
            "hours_a_week": 30,
        }
        Reviewer.objects.create(user=user, entry=entry, changed=timezone.now())


def sign(cases: "Sequence[Case]", reading: "Reading", by: "User") -> None:
    """Let cases stand signed before the quality lead, some of them passed or released.

    The rows are there, the files are the proposal's: nothing is opened to list them.
    """
    from django.utils import timezone

    from workbench.assignment.models import Assignment
    from workbench.cases.models import Case
    from workbench.cases.states import State
    from workbench.quality.models import Check
    from workbench.review.models import Signature

    now = timezone.now()
    Case.objects.filter(pk__in=[each.pk for each in cases]).update(state=State.SIGNED)
    seats = Assignment.objects.bulk_create(
        Assignment(
            case=case,
            reviewer=by,
            assigned=now,
            assigned_by=by,
            attested=now,
            ended=None,
        )
        for case in cases
    )
    file = reading.determination
    signatures = Signature.objects.bulk_create(
        Signature(
            case=seat.case,
            assignment=seat,
            number=1,
            signed=now - timedelta(days=number % 9),
            signed_by=by,
            digest="0" * 64,
            determination=file,
            letter=file,
            record=file,
        )
        for number, seat in enumerate(seats)
    )
    Check.objects.bulk_create(
        Check(signature=each, outcome=Check.Outcome.PASSED, at=now, by=by)
        for each in signatures[::3]
    )


def party_to(cases: "Iterable[Case]", user: "User", by: "User") -> None:
    """Make somebody a party to cases."""
    from django.utils import timezone

    from workbench.parties.models import Kind, Party

    for case in cases:
        Party.objects.create(
            case=case, user=user, kind=Kind.WORKER, added=timezone.now(), added_by=by
        )
