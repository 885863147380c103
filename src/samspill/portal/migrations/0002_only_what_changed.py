"""Entries say what they are made from, so that only what a change touched is made anew."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

# Fingerprints stay empty: such entries are made anew at the next change that looks at them.
OWNERS = """
UPDATE portal_searchentry AS entry SET owner = CASE entry.kind
    WHEN 'provision' THEN 'document-' || (
        SELECT provision.document_id FROM documents_provision provision
        WHERE provision.id = substr(entry.key, length('provision-') + 1)::bigint)
    ELSE entry.key END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_periods_within_parents"),
        ("portal", "0001_search_index"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="searchentry", name="portal_search_vector"),
        migrations.AddField(
            model_name="searchentry",
            name="owner",
            field=models.CharField(
                default="",
                help_text="What the entry is made from, and is made anew with.",
                max_length=60,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="searchentry",
            name="fingerprint",
            field=models.UUIDField(null=True, help_text="Of all that the entry was made from."),
        ),
        migrations.RunSQL(OWNERS, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="searchentry",
            index=GinIndex(fields=["vector"], name="portal_search_vector"),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(fields=["partnership", "owner"], name="portal_entry_of_owner"),
        ),
        migrations.RemoveIndex(model_name="searchword", name="portal_word_of_partnership"),
        migrations.AddConstraint(
            model_name="searchword",
            constraint=models.UniqueConstraint(
                fields=["partnership", "word"], name="portal_word_once"
            ),
        ),
    ]
