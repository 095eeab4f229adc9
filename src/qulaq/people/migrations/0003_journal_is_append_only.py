"""A note in the access journal cannot be changed, whoever asks the database."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER people_accessnote_fixed BEFORE UPDATE ON people_accessnote "
    "BEGIN SELECT RAISE(ABORT, 'the access journal is append only'); END"
]
POSTGRES = [
    "CREATE FUNCTION people_accessnote_fixed() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the access journal is append only'; END $$",
    "CREATE TRIGGER people_accessnote_fixed BEFORE UPDATE ON people_accessnote "
    "FOR EACH ROW EXECUTE FUNCTION people_accessnote_fixed()",
]


def fix(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRES}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def free(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION people_accessnote_fixed() CASCADE")
    else:
        schema_editor.execute("DROP TRIGGER people_accessnote_fixed")


class Migration(migrations.Migration):
    dependencies = [("people", "0002_places_in_full")]
    operations = [migrations.RunPython(fix, free)]
