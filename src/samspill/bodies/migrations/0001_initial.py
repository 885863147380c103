import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

import samspill.common.keys
import samspill.common.validity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("common", "0001_initial"),
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tier",
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
                ("name", models.CharField(max_length=100, verbose_name="Name")),
                (
                    "national_name",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="Name in the national agreement"
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="Description")),
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
                        name="bodies_tier_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="bodies_tier_slug"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
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
                        max_length=100,
                        verbose_name="Name in the address",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "short_name",
                    models.CharField(blank=True, max_length=60, verbose_name="Short name"),
                ),
                (
                    "also_known_as",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="One on each line.",
                        size=None,
                        verbose_name="Also known as",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("body", "Body"),
                            ("committee", "Committee"),
                            ("network", "Professional network"),
                            ("working_group", "Working group"),
                            ("secretariat", "Secretariat"),
                            ("coordinating_unit", "Coordinating unit"),
                        ],
                        default="body",
                        max_length=30,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "tier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="bodies.tier",
                        verbose_name="Level",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="bodies.body",
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
                (
                    "decision_mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("advisory", "Gives advice"),
                            ("delegated", "Decides with delegated authority"),
                            ("recommends", "Recommends; each party decides"),
                        ],
                        max_length=20,
                        verbose_name="What its decisions are",
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
                    "decision_steps",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Number of steps to a decision"
                    ),
                ),
                ("quorum", models.CharField(blank=True, max_length=200, verbose_name="Quorum")),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Length of a term, in months"
                    ),
                ),
                (
                    "meeting_frequency",
                    models.CharField(blank=True, max_length=200, verbose_name="How often it meets"),
                ),
                (
                    "sort_key",
                    models.CharField(db_collation="C", default="", editable=False, max_length=400),
                ),
            ],
            options={
                "verbose_name_plural": "bodies",
                "ordering": ["order", "sort_key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="bodies_body_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="bodies_body_slug"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodySuccession",
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="predecessions",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="bodies.body",
                        verbose_name="Took over from",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="Date")),
                ("part", models.CharField(blank=True, max_length=200, verbose_name="Which part")),
            ],
            options={
                "ordering": ["date"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "predecessor"), name="bodies_succession_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body", models.F("predecessor")), _negated=True),
                        name="bodies_succession_of_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandates",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text="Empty lines part paragraphs. Begin a line with a hyphen for a list. **Bold**, *italic*.",
                        verbose_name="Text",
                    ),
                ),
                (
                    "tasks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        help_text="One on each line.",
                        size=None,
                        verbose_name="Tasks",
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="bodies_mandate_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("body"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="bodies_one_mandate_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarEntry",
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                ("date", models.DateField(verbose_name="Date")),
                ("starts", models.TimeField(blank=True, null=True, verbose_name="Starts at")),
                ("ends", models.TimeField(blank=True, null=True, verbose_name="Ends at")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="Title")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="Place")),
                ("is_tentative", models.BooleanField(default=False, verbose_name="Tentative")),
            ],
            options={
                "verbose_name_plural": "calendar entries",
                "ordering": ["date", "starts"],
                "indexes": [
                    models.Index(fields=["partnership", "date"], name="bodies_calendar_coming")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "date", "title"), name="bodies_calendar_entry_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CompositionRule",
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="composition_rules",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                (
                    "balanced",
                    models.BooleanField(default=False, verbose_name="Equal numbers on each side"),
                ),
                (
                    "both_genders",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        verbose_name="Both genders, as the law asks of public bodies",
                    ),
                ),
                (
                    "every_region",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="A member from each region"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Note")),
            ],
            options={
                "ordering": ["valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="bodies_compositionrule_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("body"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="bodies_one_composition_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompositionLine",
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
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="bodies.compositionrule",
                        verbose_name="Composition rule",
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
                ("label", models.CharField(max_length=200, verbose_name="Name as shown")),
                (
                    "side",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.side",
                        verbose_name="Side",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("member", "Member"),
                            ("observer", "Observer"),
                            ("secretary", "Secretary"),
                            ("substitute", "Substitute"),
                        ],
                        default="member",
                        max_length=20,
                        verbose_name="Role",
                    ),
                ),
                (
                    "minimum",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="At least"
                    ),
                ),
                (
                    "maximum",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="At most"),
                ),
                (
                    "one_per",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("region", "one for each region"),
                            ("municipality", "one for each municipality"),
                            ("hospital_trust", "one for each hospital trust"),
                            ("clinic", "one for each clinic"),
                            ("body", "the chair of each body"),
                        ],
                        max_length=20,
                        verbose_name="Counted as",
                    ),
                ),
                (
                    "one_per_tier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.tier",
                        verbose_name="Bodies of which level",
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
                    models.UniqueConstraint(fields=("rule", "slug"), name="bodies_line_slug"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum__isnull", True),
                            ("maximum__isnull", True),
                            ("minimum__lte", models.F("maximum")),
                            _connector="OR",
                        ),
                        name="bodies_line_minimum_below_maximum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="bodies.body",
                        verbose_name="Body",
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
                ("label", models.CharField(max_length=200, verbose_name="Name as shown")),
                (
                    "group",
                    models.SlugField(
                        db_index=False,
                        blank=True,
                        help_text="The name of the line in the composition rule that the seat counts for.",
                        max_length=60,
                        verbose_name="Group in the composition rule",
                    ),
                ),
                (
                    "side",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="parties.side",
                        verbose_name="Side",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("member", "Member"),
                            ("observer", "Observer"),
                            ("secretary", "Secretary"),
                            ("substitute", "Substitute"),
                        ],
                        default="member",
                        max_length=20,
                        verbose_name="Role",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
                (
                    "represents_party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="parties.party",
                        verbose_name="Represents the party",
                    ),
                ),
                (
                    "represents_region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="parties.region",
                        verbose_name="Represents the region",
                    ),
                ),
                (
                    "represents_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derived_seats",
                        to="bodies.body",
                        verbose_name="Follows an office in the body",
                    ),
                ),
                (
                    "represents_office",
                    models.CharField(blank=True, max_length=20, verbose_name="Which office"),
                ),
                (
                    "represents_role",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Represents, in words"
                    ),
                ),
                ("may_vote", models.BooleanField(default=True, verbose_name="May vote")),
                ("may_propose", models.BooleanField(default=True, verbose_name="May propose")),
                ("may_speak", models.BooleanField(default=True, verbose_name="May speak")),
                (
                    "substitute_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutes",
                        to="bodies.seat",
                        verbose_name="Substitute for the seat",
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Rank among substitutes"
                    ),
                ),
                (
                    "holders_recorded",
                    models.BooleanField(default=True, verbose_name="We record who holds it"),
                ),
            ],
            options={
                "ordering": ["order", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="bodies_seat_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(fields=("body", "slug"), name="bodies_seat_slug"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
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
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="bodies.seat",
                        verbose_name="Seat",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="parties.person",
                        verbose_name="Person",
                    ),
                ),
                (
                    "holder",
                    models.CharField(
                        blank=True,
                        help_text="The role of whoever sits there, such as «Kommunedirektør».",
                        max_length=200,
                        verbose_name="Holder, by role",
                    ),
                ),
                ("is_acting", models.BooleanField(default=False, verbose_name="Acting")),
            ],
            options={
                "ordering": ["valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="bodies_term_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("seat"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="bodies_one_term_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offices",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("deputy_chair", "Deputy chair"),
                            ("secretary", "Secretary"),
                            ("host", "Host"),
                        ],
                        max_length=20,
                        verbose_name="Office",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="bodies.seat",
                        verbose_name="Seat",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="bodies_office_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("body"), "="),
                            (samspill.common.validity._SameText("kind"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="bodies_one_holder_of_an_office",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rotation",
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rotations",
                        to="bodies.body",
                        verbose_name="Body",
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("deputy_chair", "Deputy chair"),
                            ("secretary", "Secretary"),
                            ("host", "Host"),
                        ],
                        max_length=20,
                        verbose_name="Office",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(verbose_name="Length of a turn, in months"),
                ),
                (
                    "order",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="Place in the list",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="First turn from"),
                ),
            ],
            options={
                "ordering": ["office"],
                "constraints": [
                    models.UniqueConstraint(fields=("body", "office"), name="bodies_rotation_once")
                ],
            },
        ),
    ]
