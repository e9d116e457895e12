"""The entries, and beside them the database's own index, which follows the table by itself.

A later migration that makes SQLite build the table anew (AlterField, AddField) drops its triggers: it must run `make` again.
"""

from django.db import migrations, models

SQLITE = [
    """CREATE VIRTUAL TABLE search_index USING fts5(title_stems, stems, marks,
        content='search_searchentry', content_rowid='id', columnsize=0, tokenize='ascii')""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_index(rowid, title_stems, stems, marks)
        VALUES (new.id, new.title_stems, new.stems, new.marks); END""",
    """CREATE TRIGGER search_entry_deleted AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_index(search_index, rowid, title_stems, stems, marks)
        VALUES ('delete', old.id, old.title_stems, old.stems, old.marks); END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_searchentry BEGIN
        INSERT INTO search_index(search_index, rowid, title_stems, stems, marks)
        VALUES ('delete', old.id, old.title_stems, old.stems, old.marks);
        INSERT INTO search_index(rowid, title_stems, stems, marks)
        VALUES (new.id, new.title_stems, new.stems, new.marks); END""",
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
]
POSTGRESQL = [
    "CREATE TABLE search_index (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_index_words ON search_index USING gin (words) WITH (fastupdate = off)",
    """CREATE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'TRUNCATE' THEN TRUNCATE search_index; RETURN NULL; END IF;
        IF TG_OP <> 'INSERT' THEN DELETE FROM search_index WHERE id = OLD.id; END IF;
        IF TG_OP <> 'DELETE' THEN INSERT INTO search_index VALUES (NEW.id, to_tsvector('simple',
            NEW.title_stems || ' xx0 ' || NEW.stems || ' xx0 ' || NEW.marks)); END IF;
        RETURN NULL; END $$""",
    """CREATE TRIGGER search_entry_follow AFTER INSERT OR UPDATE OR DELETE ON search_searchentry
        FOR EACH ROW EXECUTE FUNCTION search_follow()""",
    """CREATE TRIGGER search_entry_emptied AFTER TRUNCATE ON search_searchentry
        FOR EACH STATEMENT EXECUTE FUNCTION search_follow()""",
    """INSERT INTO search_index SELECT id, to_tsvector('simple', title_stems || ' xx0 ' || stems || ' xx0 ' || marks)
        FROM search_searchentry""",
]  # a table of its own, half as wide; xx0: no phrase begins in a title and ends in a text


def make(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_index")  # SQLite's triggers go with the table of the entries
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION search_follow CASCADE")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('country_id', models.UUIDField(db_index=True, verbose_name='country')),
                ('country_slug', models.SlugField(db_index=False, max_length=120)),
                ('country_name', models.CharField(max_length=120)),
                ('region', models.CharField(blank=True, max_length=60)),
                ('sample', models.BooleanField(default=False)),
                ('kind', models.CharField(max_length=20)),
                ('record_id', models.UUIDField()),
                ('block_id', models.UUIDField(null=True)),
                ('topics', models.CharField(blank=True, max_length=400)),
                ('place', models.CharField(help_text='Its fragment on the page.', max_length=40)),
                ('date', models.CharField(blank=True, help_text='ISO, cut to its precision.', max_length=10)),
                ('language', models.CharField(blank=True, max_length=35)),
                ('title', models.TextField()),
                ('text', models.TextField(blank=True)),
                ('title_stems', models.TextField(help_text='One for each word of the title; none of a block under a heading.')),
                ('stems', models.TextField(help_text='One for each word of the text.')),
                ('marks', models.TextField(help_text='Words that no reader types: country, kind and topics, to be filtered by.')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('stem', models.CharField(max_length=40)),
                ('pages', models.IntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.RunPython(make, drop),
    ]
