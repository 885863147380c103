import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import samspill.common.keys
import samspill.common.web


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Partnership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Small letters, digits and hyphens. It stays as it is when the name changes.",
                        unique=True,
                        verbose_name="Name in the address",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("short_name", models.CharField(max_length=100, verbose_name="Short name")),
                (
                    "tagline",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Line under the name"
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True,
                        help_text="Empty lines part paragraphs. Begin a line with a hyphen for a list. **Bold**, *italic*.",
                        verbose_name="About",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nb", "Bokmål"), ("nn", "Nynorsk")],
                        default="nb",
                        max_length=2,
                        verbose_name="Language",
                    ),
                ),
                (
                    "is_invented",
                    models.BooleanField(default=False, verbose_name="Invented, for demonstration"),
                ),
                (
                    "health_region",
                    models.SlugField(
                        db_index=False, blank=True, max_length=60, verbose_name="Health region"
                    ),
                ),
                (
                    "health_region_name",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="Name of the health region"
                    ),
                ),
                (
                    "left_out_of_region",
                    models.BooleanField(
                        default=False, verbose_name="Not shown with the others of its health region"
                    ),
                ),
                (
                    "hosts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=253),
                        blank=True,
                        default=list,
                        help_text="One on each line, such as samhandling.example.no.",
                        size=None,
                        verbose_name="Host names",
                    ),
                ),
                ("content_version", models.PositiveBigIntegerField(default=1)),
                ("versions", models.JSONField(blank=True, default=dict, editable=False)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Source",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.partnership",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Small letters, digits and hyphens. It stays as it is when the name changes.",
                        max_length=100,
                        verbose_name="Name in the address",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="Title")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="Kind")),
                (
                    "publisher",
                    models.CharField(blank=True, max_length=200, verbose_name="Publisher"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Year"),
                ),
                ("file", models.CharField(blank=True, max_length=200, verbose_name="File")),
                (
                    "url",
                    models.URLField(
                        max_length=1000,
                        validators=[samspill.common.web.is_web_address],
                        blank=True,
                        verbose_name="Web address",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="Description")),
            ],
            options={
                "ordering": ["year", "title"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="common_source_slug"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.partnership",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("by", models.CharField(max_length=200)),
                ("user", models.BigIntegerField(blank=True, null=True)),
                ("role", models.CharField(blank=True, db_default="", default="", max_length=300)),
                ("action", models.CharField(max_length=100)),
                ("object", models.CharField(blank=True, max_length=300)),
                ("model", models.CharField(blank=True, db_default="", default="", max_length=100)),
                ("object_id", models.BigIntegerField(blank=True, null=True)),
                (
                    "before",
                    models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
                ),
                (
                    "after",
                    models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
                ),
                (
                    "reason",
                    models.CharField(blank=True, db_default="", default="", max_length=1000),
                ),
                ("detail", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["partnership", "-at"], name="common_audit_recent"),
                    models.Index(
                        fields=["model", "object_id", "-at"], name="common_audit_of_object"
                    ),
                    models.Index(fields=["user", "-at"], name="common_audit_of_user"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.partnership",
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("location", models.CharField(max_length=2000)),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "key"), name="common_submission_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unsaved",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.partnership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("path", models.CharField(max_length=500)),
                ("data", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "unsaved",
                "ordering": ["-at"],
                "indexes": [models.Index(fields=["at"], name="common_unsaved_at")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "user", "path"), name="common_unsaved_once"
                    )
                ],
            },
        ),
    ]
