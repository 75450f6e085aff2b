"""The words of search, and over them FTS5 on SQLite, a generated tsvector on PostgreSQL.

On SQLite each kind has an index of its own, so that the words of very many articles slow down no
search for people; triggers keep it. A migration that makes the table anew there (AlterField) drops
the triggers: it has to make them again.
"""

from django.db import migrations, models

KINDS = ("article", "meeting", "person")
FORGET = """
    INSERT INTO masthead_search_{kind} (
        masthead_search_{kind}, rowid, title, lead, text, marks
    ) VALUES ('delete', old.position, old.title, old.lead, old.text, old.marks);
"""
LEARN = """
    INSERT INTO masthead_search_{kind} (rowid, title, lead, text, marks)
    VALUES (new.position, new.title, new.lead, new.text, new.marks);
"""
TRIGGER = """
CREATE TRIGGER masthead_search_{kind}_{event} AFTER {event} ON masthead_searchentry
WHEN {row}.kind = '{kind}' BEGIN {body} END
"""
TABLE = """
CREATE VIRTUAL TABLE masthead_search_{kind} USING fts5 (
    title, lead, text, marks,
    content='masthead_searchentry', content_rowid='position',
    tokenize="ascii tokenchars '='", prefix='2 3 4 5'
)
"""
POSTGRESQL = """
ALTER TABLE masthead_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
    to_tsvector('simple'::regconfig, title)
    || to_tsvector('simple'::regconfig, lead)
    || to_tsvector('simple'::regconfig, text)
    || array_to_tsvector(string_to_array(marks, ' '))
) STORED;
CREATE INDEX masthead_searchentry_vector ON masthead_searchentry USING gin (vector);
"""
POSTGRESQL_BACK = """
DROP INDEX masthead_searchentry_vector;
ALTER TABLE masthead_searchentry DROP COLUMN vector;
"""


def _make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    events = (
        ("insert", "new", LEARN),
        ("update", "new", FORGET + LEARN),
        ("delete", "old", FORGET),
    )
    for kind in KINDS:
        schema_editor.execute(TABLE.format(kind=kind), params=None)
        for event, row, body in events:
            trigger = TRIGGER.format(kind=kind, event=event, row=row, body=body.format(kind=kind))
            schema_editor.execute(trigger, params=None)


def _drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK)
        return
    for kind in KINDS:  # The triggers go with the table that they watch.
        schema_editor.execute(f"DROP TABLE masthead_search_{kind}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("masthead", "0002_identity_and_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("meeting", "Meeting"),
                            ("article", "Article"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("position", models.BigIntegerField(unique=True)),
                ("title", models.TextField(blank=True)),
                ("lead", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("marks", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "-position"], name="search_entry_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="search_entry_once")
                ],
            },
        ),
        migrations.RunPython(_make_index, _drop_index, elidable=False),
    ]
