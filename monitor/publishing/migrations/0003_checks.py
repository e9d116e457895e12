"""Days on which records were checked move from the rows into the log; published records learn when they fall due.

The rows' own column stays for one version.  After it, `rebuild_register` fills the new columns.
"""

from typing import Any

from django.db import migrations, models

ROWS = [
    *(("countries", name) for name in ("Section", "GlanceRow", "Ranking", "Report", "NewsItem", "KeyFact", "Member")),
    *(("legal", name) for name in ("Ratification", "Law", "Initiative")),
]


def into_the_log(apps: Any, schema_editor: Any) -> None:
    """Keep every row's last day once; a day that the log has already is left as it is."""
    RecordCheck = apps.get_model("publishing", "RecordCheck")
    for name in ROWS:
        checked = apps.get_model(*name).objects.filter(last_checked__isnull=False)
        rows = checked.values_list("country_id", "pk", "last_checked")
        RecordCheck.objects.bulk_create(
            [RecordCheck(country_id=country, record_id=row, day=day) for country, row, day in rows],
            batch_size=500,
            ignore_conflicts=True,
        )


def back_into_the_rows(apps: Any, schema_editor: Any) -> None:
    """Give every row the newest day that the log has of it; the log itself goes with its table."""
    newest = {}
    for record_id, day in apps.get_model("publishing", "RecordCheck").objects.values_list("record_id", "day"):
        newest[record_id] = max(day, newest.get(record_id, day))
    for name in ROWS:
        rows = list(apps.get_model(*name).objects.filter(pk__in=newest))
        for row in rows:
            row.last_checked = max(newest[row.pk], row.last_checked or newest[row.pk])
        apps.get_model(*name).objects.bulk_update(rows, ["last_checked"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_desk"),
        ("countries", "0002_assignments"),
        ("legal", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedrecord",
            name="changed_on",
            field=models.DateField(blank=True, help_text="The day of the edition since which it says this.", null=True),
        ),
        migrations.AddField(
            model_name="publishedrecord",
            name="checked_on",
            field=models.DateField(blank=True, help_text="When it was last found still right.", null=True),
        ),
        migrations.AddField(
            model_name="publishedrecord",
            name="due_on",
            field=models.DateField(blank=True, help_text="When it should next be looked at; empty: never.", null=True),
        ),
        migrations.AddField(
            model_name="publishedrecord",
            name="due_speed",
            field=models.PositiveSmallIntegerField(db_default=9, default=9),
        ),
        migrations.AddField(
            model_name="publishedrecord",
            name="passes_on",
            field=models.DateField(blank=True, help_text="From when what it expected lies behind us.", null=True),
        ),
        migrations.AddIndex(
            model_name="publishedrecord",
            index=models.Index(fields=["due_on"], name="publishing_record_due"),
        ),
        migrations.RunPython(into_the_log, back_into_the_rows),
    ]
