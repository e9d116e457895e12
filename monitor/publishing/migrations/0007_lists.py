"""Sort initiatives by index, and put the long column of pages last.

SQLite reads a row from its start: what stands behind a long column costs the whole column, and lists of pages want
the short ones alone.
"""

from django.db import migrations, models

import monitor.publishing.models.register


def copy(apps, schema_editor):
    apps.get_model("publishing", "Page").objects.update(prepared_last=models.F("prepared"))


class Migration(migrations.Migration):
    dependencies = [("publishing", "0006_registers")]

    operations = [
        migrations.AddIndex(
            model_name="publishedrecord",
            index=models.Index(fields=["kind", "changed_on", "record_id"], name="publishing_record_changed"),
        ),
        migrations.AddIndex(
            model_name="publishedrecord",
            index=models.Index(
                models.F("kind"),
                monitor.publishing.models.register.DayOrLast("expected_by"),
                models.F("record_id"),
                name="publishing_record_expected",
            ),
        ),
        migrations.AddField("page", "prepared_last", models.JSONField(default=dict), preserve_default=False),
        migrations.RunPython(copy, copy),
        migrations.RemoveField("page", "prepared"),
        migrations.RenameField("page", "prepared_last", "prepared"),
    ]
