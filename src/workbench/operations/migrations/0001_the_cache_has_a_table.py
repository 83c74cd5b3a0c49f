"""The cache's table, made with the others; nothing is rewritten, nothing locked."""

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table unless it is there."""
    alias = schema_editor.connection.alias
    call_command("createcachetable", database=alias, verbosity=0)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away; a cache holds nothing that is missed."""
    schema_editor.execute("DROP TABLE IF EXISTS operations_cache")


class Migration(migrations.Migration):
    """Runs outside the models: the cache has none."""

    operations = [migrations.RunPython(make, drop)]
