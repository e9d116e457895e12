from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0007_lists")]

    operations = [
        migrations.RemoveIndex("publishedrecord", "publishing_record_news"),
        migrations.RemoveIndex("publishedrecord", "publishing_record_by_date"),
        migrations.AddIndex(
            model_name="publishedrecord",
            index=models.Index(
                fields=[
                    "kind", "date", "record_id",
                    "country_slug", "region", "year", "language", "archived", "law_kind", "status", "topics",
                ],
                name="publishing_record_faceted",
            ),
        ),
    ]
