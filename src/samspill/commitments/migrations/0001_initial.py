import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import samspill.common.keys
import samspill.common.web


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bodies", "0001_initial"),
        ("common", "0001_initial"),
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatusLegend",
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.source",
                        verbose_name="Source",
                    ),
                ),
                (
                    "source_note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Where in the source"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Small letters, digits and hyphens. It stays as it is when the name changes.",
                        max_length=60,
                        verbose_name="Name in the address",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="Name")),
                (
                    "about",
                    models.CharField(
                        choices=[("result", "The result"), ("work", "The work")],
                        max_length=10,
                        verbose_name="What it says",
                    ),
                ),
            ],
            options={
                "ordering": ["about", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="commitments_legend_slug"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegendStatus",
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.source",
                        verbose_name="Source",
                    ),
                ),
                (
                    "source_note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Where in the source"
                    ),
                ),
                (
                    "legend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statuses",
                        to="commitments.statuslegend",
                        verbose_name="Status legend",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Small letters, digits and hyphens. It stays as it is when the name changes.",
                        max_length=60,
                        verbose_name="Name in the address",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                ("label", models.CharField(max_length=100, verbose_name="Name as shown")),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
                (
                    "scale",
                    models.CharField(
                        choices=[
                            ("none", "Not achieved"),
                            ("partly", "Partly achieved"),
                            ("full", "Achieved"),
                            ("dropped", "Dropped"),
                        ],
                        max_length=10,
                        verbose_name="On the common scale",
                    ),
                ),
                ("needs_reason", models.BooleanField(default=False, verbose_name="Needs a reason")),
                (
                    "closes",
                    models.BooleanField(
                        default=False, verbose_name="Nothing more is owed when it is reported"
                    ),
                ),
                (
                    "on_time",
                    models.BooleanField(default=False, verbose_name="Says that it goes as planned"),
                ),
            ],
            options={
                "verbose_name_plural": "legend statuses",
                "ordering": ["legend", "order", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("legend", "slug"), name="commitments_status_slug"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                    "process",
                    models.SlugField(db_index=False, max_length=60, verbose_name="Process"),
                ),
                ("owners_key", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "opened_for",
                    models.CharField(
                        blank=True, db_default="", default="", editable=False, max_length=200
                    ),
                ),
                ("title", models.CharField(max_length=400, verbose_name="Title")),
                ("text", models.TextField(blank=True, verbose_name="Text")),
                (
                    "source_label",
                    models.CharField(blank=True, max_length=300, verbose_name="Asked because of"),
                ),
                ("source_path", models.CharField(blank=True, max_length=500)),
                ("source_on", models.DateField(blank=True, null=True)),
                (
                    "due_kind",
                    models.CharField(
                        choices=[
                            ("date", "On a date"),
                            ("recurring", "Again and again"),
                            ("continuous", "Continuous"),
                            ("none", "No date set"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="Due",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
                (
                    "recurrence",
                    models.CharField(blank=True, max_length=300, verbose_name="How often"),
                ),
                (
                    "due_as_written",
                    models.CharField(blank=True, max_length=200, verbose_name="When, as written"),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="Open to everyone")),
                (
                    "is_optional",
                    models.BooleanField(default=False, verbose_name="May be left unanswered"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                (
                    "closed_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                            ("lapsed", "No longer asked"),
                            ("withdrawn", "Withdrawn: should not have been there"),
                        ],
                        max_length=10,
                        verbose_name="Closed as",
                    ),
                ),
                (
                    "closed_reason",
                    models.CharField(blank=True, max_length=1000, verbose_name="Why it was closed"),
                ),
                (
                    "opened_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="Opened on"
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
                (
                    "result_legend",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.statuslegend",
                        verbose_name="Legend of the result",
                    ),
                ),
                (
                    "work_legend",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.statuslegend",
                        verbose_name="Legend of the work",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.legendstatus",
                        verbose_name="The result",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.legendstatus",
                        verbose_name="The work",
                    ),
                ),
                (
                    "reported_on",
                    models.DateField(blank=True, null=True, verbose_name="Date of the report"),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["partnership", "due_on", "id"],
                        name="commitments_open_by_due",
                    ),
                    models.Index(
                        fields=["partnership", "process", "state", "due_on", "id"],
                        name="commitments_of_process",
                    ),
                    models.Index(
                        condition=models.Q(("reported_on", None), ("state", "open")),
                        fields=["partnership", "due_on", "id"],
                        name="commitments_unreported",
                    ),
                    models.Index(
                        condition=models.Q(("owners_key", ""), ("state", "open")),
                        fields=["partnership", "due_on", "id"],
                        name="commitments_unowned",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due_kind__in", ["date", "recurring"]), ("due_on__isnull", False)
                            ),
                            models.Q(
                                ("due_kind__in", ["continuous", "none"]), ("due_on__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="commitments_date_where_one_is_due",
                        violation_error_message="The kind of due date needs a date, or may not have one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_kind", "recurring"), ("recurrence", ""), _connector="XOR"
                        ),
                        name="commitments_rule_where_it_recurs",
                        violation_error_message="What recurs needs a rule, and nothing else has one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source_on__isnull", True),
                            ("due_on__isnull", True),
                            ("due_on__gte", models.F("source_on")),
                            _connector="OR",
                        ),
                        name="commitments_due_after_the_source",
                        violation_error_message="It cannot be due before its source existed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_as", ""), ("closed_on__isnull", True), ("state", "open")
                            ),
                            models.Q(
                                ("closed_on__isnull", False),
                                ("state", "closed"),
                                models.Q(("closed_as", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="commitments_closed_as_something_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Owner",
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
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chair", "Chair"),
                            ("deputy_chair", "Deputy chair"),
                            ("secretary", "Secretary"),
                            ("host", "Host"),
                            ("member", "Member"),
                            ("observer", "Observer"),
                            ("substitute", "Substitute"),
                        ],
                        max_length=20,
                        verbose_name="Role",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="owners",
                        to="commitments.commitment",
                    ),
                ),
                ("is_open", models.BooleanField(default=True, editable=False)),
                ("due_on", models.DateField(editable=False, null=True)),
                ("reported_on", models.DateField(editable=False, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["party", "is_open"], name="commitments_owner_party"),
                    models.Index(fields=["body", "is_open"], name="commitments_owner_body"),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["party"],
                        include=("partnership", "due_on", "reported_on"),
                        name="commitments_owner_figures",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("party__isnull", False), ("reported_on__isnull", False)
                        ),
                        fields=["party", "-reported_on", "-commitment"],
                        name="commitments_owner_said",
                    ),
                    models.Index(
                        condition=models.Q(("body__isnull", False), ("reported_on__isnull", False)),
                        fields=["body", "-reported_on", "-commitment"],
                        name="commitments_owner_body_said",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commitment", "party", "body", "role"),
                        name="commitments_owner_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("body__isnull", True), ("party__isnull", False), ("role", "")
                            ),
                            models.Q(("body__isnull", False), ("party__isnull", True)),
                            _connector="OR",
                        ),
                        name="commitments_owner_is_party_or_body",
                        violation_error_message="An owner is a party, a body, or a role in a body.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerOwner",
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
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chair", "Chair"),
                            ("deputy_chair", "Deputy chair"),
                            ("secretary", "Secretary"),
                            ("host", "Host"),
                            ("member", "Member"),
                            ("observer", "Observer"),
                            ("substitute", "Substitute"),
                        ],
                        max_length=20,
                        verbose_name="Role",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_owners",
                        to="commitments.commitment",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commitment", "party", "body", "role"),
                        name="commitments_formerowner_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("body__isnull", True), ("party__isnull", False), ("role", "")
                            ),
                            models.Q(("body__isnull", False), ("party__isnull", True)),
                            _connector="OR",
                        ),
                        name="commitments_formerowner_is_party_or_body",
                        violation_error_message="An owner is a party, a body, or a role in a body.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusReport",
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
                    "commitment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="commitments.commitment",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.legendstatus",
                        verbose_name="The result",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.legendstatus",
                        verbose_name="The work",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="Why")),
                ("done", models.TextField(blank=True, verbose_name="What was done")),
                ("effect", models.TextField(blank=True, verbose_name="What came of it")),
                ("next_step", models.TextField(blank=True, verbose_name="What comes next")),
                (
                    "link",
                    models.URLField(
                        max_length=1000,
                        validators=[samspill.common.web.is_web_address],
                        blank=True,
                        verbose_name="Link",
                    ),
                ),
                ("by", models.CharField(max_length=200, verbose_name="Who")),
                ("user", models.BigIntegerField(blank=True, null=True)),
                ("role", models.CharField(blank=True, max_length=300, verbose_name="Role")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="When"),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["commitment", "-id"], name="commitments_report_history")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
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
                    "report",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="commitments.statusreport",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="Name")),
                ("size", models.PositiveIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("stored_as", models.CharField(max_length=32)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
        migrations.CreateModel(
            name="ReminderChoice",
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
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="parties.person",
                        verbose_name="Person",
                    ),
                ),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("at_once", "At once, one e-mail for each thing"),
                            ("daily", "One e-mail a day, when there is something"),
                            ("weekly", "One e-mail a week, on Mondays"),
                            ("never", "No e-mail: I look at the inbox myself"),
                        ],
                        default="daily",
                        max_length=10,
                        verbose_name="How often",
                    ),
                ),
                (
                    "optional_too",
                    models.BooleanField(default=True, verbose_name="Also what is optional"),
                ),
                ("reminded_on", models.DateField(blank=True, editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Escalation",
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
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.source",
                        verbose_name="Source",
                    ),
                ),
                (
                    "source_note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Where in the source"
                    ),
                ),
                (
                    "process",
                    models.SlugField(
                        blank=True, db_index=False, max_length=60, verbose_name="Process"
                    ),
                ),
                (
                    "days_late",
                    models.PositiveSmallIntegerField(verbose_name="Days after it was due"),
                ),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("chair", "The chair of the body that owes it"),
                            ("contact", "The contact person of the party that owes it"),
                            ("seat", "Whoever sits for the party in the body named here"),
                            ("secretariat", "The secretariat"),
                        ],
                        max_length=20,
                        verbose_name="Who is told",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                ("run_on", models.DateField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["process", "days_late", "to"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "process", "days_late", "to"),
                        name="commitments_escalation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", False), ("to", "seat")),
                            models.Q(
                                models.Q(("to", "seat"), _negated=True), ("body__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="commitments_escalation_body_where_asked",
                        violation_error_message="Name the body that the party is represented in.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedAddress",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="parties.person",
                        verbose_name="Person",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "feed addresses",
                "ordering": ["-made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("party__isnull", True), ("body__isnull", True), _connector="OR"
                        ),
                        name="commitments_feed_of_one_thing",
                    )
                ],
            },
        ),
    ]
