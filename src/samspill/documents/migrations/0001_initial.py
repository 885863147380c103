import django.contrib.postgres.constraints
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

import samspill.common.keys
import samspill.common.validity
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
            name="DocumentKind",
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
                ("plural", models.CharField(max_length=100, verbose_name="Name of several")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("agreement", "Cooperation agreement"),
                            ("guideline", "Guideline"),
                            ("service_agreement", "Service agreement"),
                            ("special_agreement", "Special agreement"),
                            ("routine", "Routine"),
                            ("mandate", "Mandate"),
                            ("plan", "Plan"),
                            ("other", "Other document"),
                        ],
                        max_length=30,
                        verbose_name="Role",
                    ),
                ),
                (
                    "precedence",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Precedence (1 goes first)"
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
            ],
            options={
                "ordering": ["order", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="documents_kind_slug"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PatientGroup",
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
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
            ],
            options={
                "ordering": ["order", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="documents_patientgroup_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="documents_patient_group_slug"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                        max_length=120,
                        verbose_name="Name in the address",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="documents.documentkind",
                        verbose_name="Kind",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="Number")),
                ("title", models.CharField(max_length=400, verbose_name="Title")),
                (
                    "short_title",
                    models.CharField(blank=True, max_length=200, verbose_name="Short title"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="documents.document",
                        verbose_name="Belongs under",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="A few sentences in plain words.",
                        verbose_name="Summary",
                    ),
                ),
                ("is_public", models.BooleanField(default=True, verbose_name="Open to everyone")),
                (
                    "exempt_statute",
                    models.CharField(
                        blank=True,
                        help_text="Name the statute. Then only those with a role see the document.",
                        max_length=200,
                        verbose_name="Exempt from public access under (statute)",
                    ),
                ),
                (
                    "patient_groups",
                    models.ManyToManyField(
                        related_name="documents",
                        to="documents.patientgroup",
                        verbose_name="Groups of patients",
                    ),
                ),
            ],
            options={
                "ordering": ["kind__order", "order", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="documents_document_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="documents_document_slug"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_public", True),
                            models.Q(("exempt_statute", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="documents_exempt_names_the_statute",
                        violation_error_message="A document that is not public names the statute.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="documents.document",
                        verbose_name="Document",
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
                ("title", models.CharField(blank=True, max_length=400, verbose_name="Title")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("hearing", "On hearing"),
                            ("for_decision", "For decision"),
                            ("adopted", "Adopted"),
                            ("in_force", "In force"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                        verbose_name="Status",
                    ),
                ),
                ("language", models.CharField(default="nb", max_length=3, verbose_name="Language")),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="Adopted on")),
                (
                    "adopted_note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Adopted by, and case reference"
                    ),
                ),
                (
                    "hearing_from",
                    models.DateField(blank=True, null=True, verbose_name="On hearing from"),
                ),
                (
                    "hearing_to",
                    models.DateField(
                        blank=True, null=True, verbose_name="On hearing to and including"
                    ),
                ),
                ("has_text", models.BooleanField(default=True, verbose_name="The text is entered")),
                ("is_public", models.BooleanField(default=True, verbose_name="Open to everyone")),
                (
                    "preamble",
                    models.TextField(
                        blank=True,
                        help_text="Empty lines part paragraphs. Begin a line with a hyphen for a list. **Bold**, *italic*.",
                        verbose_name="Preamble",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Note")),
                (
                    "url",
                    models.URLField(
                        max_length=1000,
                        validators=[samspill.common.web.is_web_address],
                        blank=True,
                        verbose_name="Web address",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("valid_from"), nulls_first=True), "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="documents_edition_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("document", "slug"), name="documents_edition_slug"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("status__in", ["in_force", "superseded"]),
                            models.Q(
                                ("status__in", ["adopted", "withdrawn"]),
                                ("valid_from__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("document"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="documents_one_edition_in_force",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hearing_from__isnull", True),
                            ("hearing_to__isnull", True),
                            ("hearing_from__lte", models.F("hearing_to")),
                            _connector="OR",
                        ),
                        name="documents_hearing_ordered",
                        violation_error_message="The hearing ends before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuthorityRule",
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
                ("letter", models.CharField(blank=True, max_length=10, verbose_name="Letter")),
                ("subject", models.CharField(max_length=300, verbose_name="What is decided")),
                (
                    "decider",
                    models.CharField(
                        choices=[
                            ("body", "A body"),
                            (
                                "each_party",
                                "Each party: the municipal councils and the trust's board",
                            ),
                        ],
                        max_length=20,
                        verbose_name="Who decides, in words",
                    ),
                ),
                (
                    "decision_rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consensus", "Consensus"),
                            ("unanimity", "Unanimity"),
                            ("majority", "Majority"),
                            ("majority_per_side", "Majority on each side"),
                        ],
                        max_length=20,
                        verbose_name="How it decides",
                    ),
                ),
                (
                    "recommendation_optional",
                    models.BooleanField(default=False, verbose_name="Recommendation is optional"),
                ),
                ("note", models.TextField(blank=True, verbose_name="Note")),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authority_rules",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                ("clause", models.CharField(blank=True, max_length=40, verbose_name="Clause")),
                (
                    "bodies",
                    models.ManyToManyField(
                        related_name="decides", to="bodies.body", verbose_name="Bodies that decide"
                    ),
                ),
                (
                    "recommending_bodies",
                    models.ManyToManyField(
                        related_name="recommends",
                        to="bodies.body",
                        verbose_name="Bodies that recommend",
                    ),
                ),
                (
                    "document_kinds",
                    models.ManyToManyField(
                        related_name="authority_rules",
                        to="documents.documentkind",
                        verbose_name="Kinds of document",
                    ),
                ),
            ],
            options={
                "ordering": ["letter", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="documents_authorityrule_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="documents_authority_slug"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcessCalendar",
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
                        max_length=80,
                        verbose_name="Name in the address",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="A few sentences in plain words.",
                        verbose_name="Summary",
                    ),
                ),
                (
                    "documents",
                    models.ManyToManyField(
                        related_name="process_calendars",
                        to="documents.document",
                        verbose_name="Documents",
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="documents_processcalendar_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="documents_process_calendar_slug"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="documents.processcalendar",
                        verbose_name="Process calendar",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="Place in the list")),
                ("title", models.CharField(max_length=300, verbose_name="Title")),
                (
                    "as_written",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="When, as written in the source"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="documents_milestone_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("calendar", "position"),
                        name="documents_milestone_position",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Provision",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="provisions",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Small letters, digits and hyphens. It stays as it is when the name changes.",
                        max_length=120,
                        verbose_name="Name in the address",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "slug"), name="documents_provision_slug"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProvisionText",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="documents.edition",
                        verbose_name="Edition",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="documents.provision",
                        verbose_name="Provision",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="documents.provisiontext",
                        verbose_name="Belongs under",
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="Place in the list")),
                ("depth", models.PositiveSmallIntegerField(default=1, verbose_name="Depth")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="Number")),
                ("heading", models.CharField(blank=True, max_length=400, verbose_name="Heading")),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="Empty lines part paragraphs. Begin a line with a hyphen for a list. **Bold**, *italic*.",
                        verbose_name="Text",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "provision"), name="documents_provision_once_in_edition"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("edition", "number"),
                        name="documents_number_once_in_edition",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("edition", "position"),
                        name="documents_position_once_in_edition",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
            ],
            options={
                "verbose_name_plural": "responsibilities",
                "ordering": ["body__order", "body__name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="documents_responsibility_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("document"), "="),
                            (samspill.common.validity._Same("body"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="documents_one_responsibility_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentParty",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="document_parties",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document_parties",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="Signed on")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
            ],
            options={
                "verbose_name_plural": "document parties",
                "ordering": ["party__sort_key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="documents_documentparty_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("document"), "="),
                            (samspill.common.validity._Same("party"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="documents_party_once_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="predecessions",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessions",
                        to="documents.provision",
                        verbose_name="Provision",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="documents.document",
                        verbose_name="Took over from",
                    ),
                ),
                (
                    "predecessor_provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="documents.provision",
                        verbose_name="From which provision",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="Date")),
                ("part", models.CharField(blank=True, max_length=300, verbose_name="Which part")),
                (
                    "into",
                    models.CharField(blank=True, max_length=300, verbose_name="Into which part"),
                ),
            ],
            options={
                "ordering": ["date", "predecessor__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "predecessor", "provision", "predecessor_provision"),
                        name="documents_succession_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", models.F("predecessor")), _negated=True),
                        name="documents_succession_of_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="references",
                        to="documents.provision",
                        verbose_name="Provision",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referred_from",
                        to="documents.document",
                        verbose_name="The other document",
                    ),
                ),
                (
                    "target_provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referred_from",
                        to="documents.provision",
                        verbose_name="The other provision",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("implements", "Carries out"), ("refers", "Refers to")],
                        default="refers",
                        max_length=20,
                        verbose_name="Kind",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "provision", "target", "target_provision", "kind"),
                        name="documents_reference_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statute",
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
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("short_name", models.CharField(max_length=60, verbose_name="Short name")),
                (
                    "url",
                    models.URLField(
                        max_length=1000,
                        validators=[samspill.common.web.is_web_address],
                        blank=True,
                        verbose_name="Web address",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="documents_statute_slug"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Requirement",
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
                    "statute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirements",
                        to="documents.statute",
                        verbose_name="Statute",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Number")),
                ("heading", models.CharField(max_length=200, verbose_name="Heading")),
                ("text", models.TextField(blank=True, verbose_name="Text")),
            ],
            options={
                "ordering": ["statute", "number", "valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="documents_requirement_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("statute"), "="),
                            (samspill.common.validity._Same("number"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="documents_one_requirement_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Coverage",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coverages",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                (
                    "statute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverages",
                        to="documents.statute",
                        verbose_name="Statute",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Number")),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverages",
                        to="documents.provision",
                        verbose_name="Provision",
                    ),
                ),
                (
                    "degree",
                    models.CharField(
                        choices=[("full", "Covers"), ("partial", "Covers in part")],
                        default="full",
                        max_length=20,
                        verbose_name="Covers",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "statute", "number", "provision"),
                        name="documents_coverage_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
