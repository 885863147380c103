import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("common", "0001_initial"),
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
                    "valid_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty when it has held for as long as anyone knows.",
                        null=True,
                        verbose_name="From",
                    ),
                ),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="The last day that it holds. Empty until further notice.",
                        null=True,
                        verbose_name="To and including",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.partnership",
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=120)),
                (
                    "owner",
                    models.CharField(
                        help_text="What the entry is made from, and is made anew with.",
                        max_length=60,
                    ),
                ),
                (
                    "fingerprint",
                    models.UUIDField(help_text="Of all that the entry was made from.", null=True),
                ),
                ("title", models.CharField(max_length=500)),
                ("context", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("is_effective", models.BooleanField(default=True)),
                ("status", models.CharField(blank=True, max_length=20)),
                ("path", models.CharField(max_length=500)),
                ("path_in_force", models.CharField(blank=True, max_length=500)),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name_plural": "search entries",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["vector"], name="portal_search_vector"
                    ),
                    models.Index(fields=["partnership", "owner"], name="portal_entry_of_owner"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.partnership",
                    ),
                ),
                ("word", models.CharField(max_length=200)),
                ("lexeme", models.CharField(max_length=200)),
                ("entries", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "word"), name="portal_word_once")
                ],
            },
        ),
    ]
