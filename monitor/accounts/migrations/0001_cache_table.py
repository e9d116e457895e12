"""The table of the default cache, so that `migrate` alone makes the limits on log-in tries work in every process."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "cache", database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name('cache')}")


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(make_table, drop_table)]
