"""Tables change in steps that the version before can live with."""

import pytest
from django.core.management import call_command
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

_ADDS = (
    migrations.AddConstraint,
    migrations.AddIndex,
    migrations.AlterModelManagers,
    migrations.AlterModelOptions,
    migrations.CreateModel,
)
_MAY_BE_ANYTHING = (migrations.RunPython, migrations.RunSQL)
"""Judged by who reads the change; the docstring must say what it locks."""

_TAKES_AWAY = "Takes away:"


def why_not(operation: Operation, doc: str) -> str | None:
    """Return why a site of the version before could not live with an operation."""
    name = type(operation).__name__
    if isinstance(operation, _ADDS):
        return None
    if isinstance(operation, migrations.AddField | migrations.AlterField):
        field = operation.field
        empty = field.null or field.has_db_default() or field.many_to_many
        looser = isinstance(operation, migrations.AlterField) and "Loosens:" in doc
        return None if empty or looser else f"{name} without null or db_default"
    if isinstance(operation, _MAY_BE_ANYTHING):
        return None if "lock" in doc.lower() else f"{name} does not say what it locks"
    return None if _TAKES_AWAY in doc else f"{name} without '{_TAKES_AWAY}'"


def ours() -> dict[str, migrations.Migration]:
    """Return every migration of the workbench by its name."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {
        f"{app}.{name}": migration
        for (app, name), migration in sorted(loader.disk_migrations.items())
        if type(migration).__module__.startswith("workbench.")
    }


MIGRATIONS = ours()


@pytest.mark.parametrize("name", MIGRATIONS)
def test_a_site_of_the_version_before_lives_with_it(name: str) -> None:
    migration = MIGRATIONS[name]
    module = __import__(type(migration).__module__, fromlist=["_"])
    doc = f"{module.__doc__ or ''} {type(migration).__doc__ or ''}"

    made = {
        each.name_lower
        for each in migration.operations
        if isinstance(each, migrations.CreateModel)
    }
    found = [
        why_not(each, doc)
        for each in migration.operations
        if getattr(each, "model_name_lower", None) not in made
    ]
    assert [each for each in found if each and not migration.initial] == []


@pytest.mark.parametrize(
    ("operation", "doc", "refused"),
    [
        (migrations.AddField("case", "x", models.TextField()), "", True),
        (migrations.AddField("case", "x", models.TextField(null=True)), "", False),
        (migrations.AddField("c", "x", models.TextField(db_default="")), "", False),
        (migrations.AlterField("case", "x", models.TextField()), "", True),
        (migrations.AlterField("c", "x", models.TextField()), "Loosens: x", False),
        (migrations.RemoveField("case", "x"), "", True),
        (migrations.RemoveField("case", "x"), "Takes away: x, unused since 2", False),
        (migrations.RenameField("case", "x", "y"), "", True),
        (migrations.DeleteModel("case"), "", True),
        (migrations.RunPython(migrations.RunPython.noop), "Moves rows.", True),
        (migrations.RunSQL("SELECT 1"), "Locks nothing.", False),
    ],
)
def test_the_rule_tells_steps_apart(
    operation: Operation, doc: str, refused: bool
) -> None:
    assert (why_not(operation, doc) is not None) is refused


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("makemigrations", "--dry-run")

    assert capsys.readouterr().out == "No changes detected\n"
