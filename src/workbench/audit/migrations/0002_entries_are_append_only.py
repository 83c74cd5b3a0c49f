"""Let the database refuse to change or remove an entry of the record of acts.

Python's word binds only what goes through Python; the record must hold against a shell,
a restore script and us.  Locks the table for milliseconds; no rows are rewritten.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SAYS = "the record of acts is append-only"
_IN_ORDER = (
    "CREATE TRIGGER audit_entry_in_order BEFORE INSERT ON audit_entry "
    "WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM audit_entry) "
    "BEGIN SELECT RAISE(ABORT, 'the record of acts is append-only'); END"
)
FORBID = {
    "sqlite": [
        *(
            f"CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry "
            f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
            for verb in ("update", "delete")
        ),
        # INSERT OR REPLACE removes without the trigger of DELETE being asked.
        _IN_ORDER,
    ],
    "postgresql": [
        "CREATE FUNCTION audit_entry_append_only() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$",
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_append_only()",
        "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_append_only()",
    ],
}
ALLOW = {
    "sqlite": [
        "DROP TRIGGER audit_entry_no_update",
        "DROP TRIGGER audit_entry_no_delete",
        "DROP TRIGGER audit_entry_in_order",
    ],
    "postgresql": [
        "DROP TRIGGER audit_entry_append_only ON audit_entry",
        "DROP TRIGGER audit_entry_no_truncate ON audit_entry",
        "DROP FUNCTION audit_entry_append_only()",
    ],
}


def forbid(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    for statement in FORBID[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def allow(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away."""
    for statement in ALLOW[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers only."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
