import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import samspill.common.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bodies", "0001_initial"),
        ("commitments", "0001_initial"),
        ("common", "0001_initial"),
        ("documents", "0001_initial"),
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
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
                        max_length=100,
                        verbose_name="Name in the address",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="Title")),
                (
                    "short_title",
                    models.CharField(blank=True, max_length=100, verbose_name="Short title"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("action_plan", "Action plan"),
                            ("strategy", "Strategy"),
                            ("development_plan", "Development plan"),
                            ("other", "Other plan"),
                        ],
                        default="action_plan",
                        max_length=30,
                        verbose_name="Kind",
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="First year")),
                ("last_year", models.PositiveSmallIntegerField(verbose_name="Last year")),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="A few sentences in plain words.",
                        verbose_name="Summary",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="documents.document",
                        verbose_name="Document",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_successors",
                        to="plans.plan",
                        verbose_name="Took over from",
                    ),
                ),
            ],
            options={
                "ordering": ["-first_year", "slug"],
                "constraints": [
                    models.UniqueConstraint(fields=("partnership", "slug"), name="plans_plan_slug"),
                    models.CheckConstraint(
                        condition=models.Q(("first_year__lte", models.F("last_year"))),
                        name="plans_plan_years_ordered",
                        violation_error_message="The last year is before the first year.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("id")), _negated=True),
                        name="plans_plan_follows_another",
                        violation_error_message="A plan cannot take over from itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanEdition",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="plans.plan",
                        verbose_name="Plan",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("hearing", "On hearing"),
                            ("adopted", "Adopted"),
                            ("running", "Running"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="State",
                    ),
                ),
                (
                    "adopted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans_adopted",
                        to="bodies.body",
                        verbose_name="Adopted by the body",
                    ),
                ),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="Adopted on")),
                (
                    "case_reference",
                    models.CharField(blank=True, max_length=200, verbose_name="Case reference"),
                ),
                (
                    "recommended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans_recommended",
                        to="bodies.body",
                        verbose_name="Recommended by the body",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Note")),
            ],
            options={
                "ordering": ["plan", "valid_from", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="plans_planedition_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(fields=("plan", "slug"), name="plans_edition_slug"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("plan",),
                        name="plans_one_edition_runs",
                        violation_error_message="Another edition of the plan runs; close it first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MainGoal",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="plans.planedition",
                        verbose_name="Edition",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=40,
                        verbose_name="Number",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                ("title", models.CharField(max_length=400, verbose_name="Title")),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
            ],
            options={
                "ordering": ["order", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "number"), name="plans_goal_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusArea",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="areas",
                        to="plans.planedition",
                        verbose_name="Edition",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="areas",
                        to="plans.maingoal",
                        verbose_name="Main goal",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=40,
                        verbose_name="Number",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                ("title", models.CharField(max_length=400, verbose_name="Title")),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
                (
                    "agreements",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="Agreements or guidelines, as written",
                    ),
                ),
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
                        blank=True,
                        related_name="focus_areas",
                        to="documents.document",
                        verbose_name="Documents",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "number"), name="plans_area_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="plans.planedition",
                        verbose_name="Edition",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="plans.focusarea",
                        verbose_name="Focus area",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=40,
                        verbose_name="Number",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                (
                    "also_known_as",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        help_text="One on each line.",
                        size=None,
                        verbose_name="Also known as",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0, verbose_name="Place in the list")),
                ("text", models.CharField(max_length=1000, verbose_name="Text")),
                (
                    "responsible",
                    models.CharField(
                        blank=True,
                        help_text="Leave it empty when nobody is named: that is shown as a fact.",
                        max_length=300,
                        verbose_name="Responsible, as written",
                    ),
                ),
                (
                    "responsible_elsewhere",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="Responsible, as another place writes it",
                    ),
                ),
                (
                    "when_as_written",
                    models.CharField(
                        blank=True,
                        help_text="Such as 2026, Høst 2026 or Fortløpende. Empty when no time is given.",
                        max_length=100,
                        verbose_name="When, as written",
                    ),
                ),
                (
                    "when_kind",
                    models.CharField(
                        choices=[
                            ("date", "Date"),
                            ("year", "Year"),
                            ("continuous", "Continuously"),
                            ("none", "No date set"),
                            ("unread", "Only in words"),
                        ],
                        default="none",
                        editable=False,
                        max_length=20,
                        verbose_name="Kind of time",
                    ),
                ),
                (
                    "when_first",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="First day"
                    ),
                ),
                (
                    "when_last",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="Last day"
                    ),
                ),
                (
                    "years",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        help_text="With commas between, such as 2025, 2026.",
                        size=None,
                        verbose_name="Years marked",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_over",
                        to="plans.measure",
                        verbose_name="Took over from",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Note")),
                (
                    "also_serves",
                    models.ManyToManyField(
                        blank=True,
                        related_name="measures_beside",
                        to="plans.focusarea",
                        verbose_name="Also serves the focus areas",
                    ),
                ),
                (
                    "patient_groups",
                    models.ManyToManyField(
                        blank=True,
                        related_name="measures",
                        to="documents.patientgroup",
                        verbose_name="Groups of patients",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "number"), name="plans_measure_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="plans_measure_has_a_text",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureOwner",
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
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="owners",
                        to="plans.measure",
                        verbose_name="Measure",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures_owned",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures_owned",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("everyone", "All parties"),
                            ("municipalities", "All municipalities"),
                            ("regions", "The regions of municipalities"),
                        ],
                        max_length=20,
                        verbose_name="Group of parties",
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="Role")),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "indexes": [
                    models.Index(fields=["partnership", "group"], name="plans_owner_group")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("body__isnull", False),
                                ("group", ""),
                                ("party__isnull", True),
                                ("role", ""),
                            ),
                            models.Q(
                                ("body__isnull", True),
                                ("group", ""),
                                ("party__isnull", False),
                                ("role", ""),
                            ),
                            models.Q(
                                ("body__isnull", True),
                                ("group__gt", ""),
                                ("party__isnull", True),
                                ("role", ""),
                            ),
                            models.Q(
                                ("body__isnull", True),
                                ("group", ""),
                                ("party__isnull", True),
                                ("role__gt", ""),
                            ),
                            _connector="OR",
                        ),
                        name="plans_owner_is_one",
                        violation_error_message="Name one: a body, a party, a group or a role.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureLink",
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
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="plans.measure",
                        verbose_name="Measure",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measure_links",
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
                        related_name="measure_links",
                        to="documents.provision",
                        verbose_name="Provision",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "document", "provision"),
                        name="plans_link_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DroppedMeasure",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dropped",
                        to="plans.planedition",
                        verbose_name="Edition",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dropped_by",
                        to="plans.measure",
                        verbose_name="Measure",
                    ),
                ),
                ("reason", models.CharField(max_length=1000, verbose_name="Why")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "measure"), name="plans_dropped_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanInput",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inputs",
                        to="plans.planedition",
                        verbose_name="Edition",
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
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
                (
                    "sender",
                    models.CharField(
                        help_text="Never a person's name.",
                        max_length=300,
                        verbose_name="From whom, as role or organisation",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_inputs",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_inputs",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                (
                    "received_on",
                    models.DateField(blank=True, null=True, verbose_name="Received on"),
                ),
                ("text", models.TextField(blank=True, verbose_name="Text")),
                ("outcome", models.TextField(blank=True, verbose_name="What came of it")),
                (
                    "focus_areas",
                    models.ManyToManyField(
                        blank=True,
                        related_name="inputs",
                        to="plans.focusarea",
                        verbose_name="Focus areas",
                    ),
                ),
                (
                    "measures",
                    models.ManyToManyField(
                        blank=True,
                        related_name="inputs",
                        to="plans.measure",
                        verbose_name="Measures",
                    ),
                ),
            ],
            options={
                "verbose_name": "input",
                "verbose_name_plural": "inputs",
                "ordering": ["order", "slug"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "slug"), name="plans_input_slug")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportingRound",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="plans.planedition",
                        verbose_name="Edition",
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
                ("title", models.CharField(max_length=200, verbose_name="Title")),
                ("due_on", models.DateField(verbose_name="Answer by")),
                (
                    "opened_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Opened"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed")),
                (
                    "asked",
                    models.ManyToManyField(
                        blank=True, related_name="rounds_asked", to="commitments.commitment"
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "slug"), name="plans_round_slug"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("edition",),
                        name="plans_one_round_open",
                        violation_error_message="Another round of the plan is open; close it first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundOwner",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owners",
                        to="plans.reportinground",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="commitments.commitment",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=20, verbose_name="Role")),
                ("is_to_answer", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "commitment", "party", "body", "role"),
                        name="plans_round_owner_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundReport",
            fields=[
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="in_round",
                        serialize=False,
                        to="commitments.statusreport",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="plans.reportinground",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OwedMeasure",
            fields=[
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="commitments.commitment",
                    ),
                ),
                ("owners_key", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "thing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owed",
                        to="plans.measure",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("thing", "owners_key"),
                        name="plans_owedmeasure_once",
                        violation_error_message="The same owners owe this already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwedAnswer",
            fields=[
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="commitments.commitment",
                    ),
                ),
                ("owners_key", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "thing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owed",
                        to="plans.reportinground",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("thing", "owners_key"),
                        name="plans_owedanswer_once",
                        violation_error_message="The same owners owe this already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusTable",
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
                        max_length=100,
                        verbose_name="Name in the address",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="Title")),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_tables",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                (
                    "plan_title",
                    models.CharField(blank=True, max_length=300, verbose_name="Which plan"),
                ),
                (
                    "as_of",
                    models.CharField(blank=True, max_length=60, verbose_name="Reported when"),
                ),
                (
                    "legend",
                    models.SlugField(
                        db_index=False, blank=True, max_length=60, verbose_name="Name of the legend"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Note")),
                (
                    "unsolved",
                    models.TextField(blank=True, verbose_name="Unsolved challenges, as reported"),
                ),
                (
                    "is_regional",
                    models.BooleanField(
                        default=False, verbose_name="About the whole health region"
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
            ],
            options={
                "ordering": ["order", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="plans_status_table_slug"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusLevel",
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
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levels",
                        to="plans.statustable",
                        verbose_name="Status table",
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
                    "scale",
                    models.CharField(
                        choices=[
                            ("none", "Not achieved"),
                            ("partly", "Partly achieved"),
                            ("full", "Achieved"),
                        ],
                        max_length=10,
                        verbose_name="On the common scale",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("table", "slug"), name="plans_status_level_slug"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusRow",
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
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="plans.statustable",
                        verbose_name="Status table",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=40,
                        verbose_name="Number",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="Group of goals",
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="Text")),
                (
                    "common_goal",
                    models.SlugField(
                        db_index=False,
                        blank=True,
                        max_length=100,
                        verbose_name="The same goal in other tables has the key",
                    ),
                ),
                (
                    "status",
                    models.SlugField(
                        db_index=False, blank=True, max_length=60, verbose_name="Status"
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="Comment, as reported")),
                ("note", models.TextField(blank=True, verbose_name="Note")),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("table", "number"), name="plans_status_row_number"
                    )
                ],
            },
        ),
    ]
