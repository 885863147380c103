"""Files that go with a report: append-only, as the report is."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from samspill.common.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0006_what_a_status_says"),
        ("common", "0006_health_region"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="Name")),
                ("size", models.PositiveIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("stored_as", models.CharField(max_length=32)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.partnership",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="commitments.statusreport",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["partnership", "sha256"], name="commitments_file_content"),
                    models.Index(fields=["stored_as"], name="commitments_file_stored"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "sha256"), name="commitments_file_once_in_a_report"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stored_as__regex", "^[0-9a-f]{32}$")),
                        name="commitments_file_stored_by_no_path",
                    ),
                ],
            },
        ),
        append_only("commitments_reportfile"),
    ]
