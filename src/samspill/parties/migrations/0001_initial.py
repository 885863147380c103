import django.contrib.postgres.constraints
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import samspill.common.keys
import samspill.common.validity
import samspill.common.web


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("common", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Side",
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
                    "order",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list"),
                ),
            ],
            options={
                "ordering": ["order", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="parties_side_slug"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "Municipality"),
                            ("hospital_trust", "Hospital trust"),
                            ("regional_trust", "Regional health authority"),
                            ("clinic", "Clinic"),
                            ("hospital", "Hospital"),
                            ("intermunicipal", "Intermunicipal body"),
                            ("user_organisation", "User organisation"),
                            ("professional_group", "Professional group"),
                            ("state", "State authority"),
                            ("county", "County authority"),
                            ("education", "Education and research"),
                            ("other", "Other organisation"),
                        ],
                        max_length=30,
                        verbose_name="Kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "short_name",
                    models.CharField(blank=True, max_length=60, verbose_name="Short name"),
                ),
                (
                    "side",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="parties.side",
                        verbose_name="Side",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="parties.party",
                        verbose_name="Part of",
                    ),
                ),
                (
                    "organisation_number",
                    models.CharField(blank=True, max_length=9, verbose_name="Organisation number"),
                ),
                (
                    "website",
                    models.URLField(
                        max_length=1000,
                        validators=[samspill.common.web.is_web_address],
                        blank=True,
                        verbose_name="Web site",
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
                    "sort_key",
                    models.CharField(db_collation="C", default="", editable=False, max_length=400),
                ),
                (
                    "tile_row",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Row on the tile map"
                    ),
                ),
                (
                    "tile_column",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Column on the tile map"
                    ),
                ),
                (
                    "confirmed_on",
                    models.DateField(blank=True, null=True, verbose_name="Confirmed on"),
                ),
            ],
            options={
                "ordering": ["sort_key"],
                "indexes": [
                    models.Index(
                        fields=["partnership", "kind", "sort_key"], name="parties_party_listed"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="parties_party_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="parties_party_slug"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyName",
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("language", models.CharField(default="nb", max_length=3, verbose_name="Language")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "Official name"),
                            ("parallel", "Official name in another language"),
                            ("short", "Short name"),
                        ],
                        default="official",
                        max_length=20,
                        verbose_name="Kind",
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from", "language", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="parties_partyname_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("party"), "="),
                            (samspill.common.validity._SameText("kind"), "="),
                            (samspill.common.validity._SameText("language"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="parties_one_name_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyNumber",
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="numbers",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                ("number", models.CharField(max_length=4, verbose_name="Municipality number")),
            ],
            options={
                "ordering": ["valid_from"],
                "indexes": [models.Index(fields=["number"], name="parties_number")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="parties_partynumber_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("party"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="parties_one_number_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("member", "Contracting party"),
                            ("associated", "Associated through a special agreement"),
                            ("observer", "Observer"),
                        ],
                        default="member",
                        max_length=20,
                        verbose_name="Takes part as",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
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
                        name="parties_participation_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("party"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="parties_one_participation_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartySuccession",
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="successions",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessions",
                        to="parties.party",
                        verbose_name="Went over into",
                    ),
                ),
                ("date", models.DateField(verbose_name="Date")),
                ("part", models.CharField(blank=True, max_length=200, verbose_name="Which part")),
            ],
            options={
                "ordering": ["date"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("party", "successor", "date"), name="parties_succession_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("party", models.F("successor")), _negated=True),
                        name="parties_succession_of_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Region",
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
                    "kind",
                    models.CharField(default="kommuneregion", max_length=60, verbose_name="Kind"),
                ),
                (
                    "side",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regions",
                        to="parties.side",
                        verbose_name="Side",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted_regions",
                        to="parties.party",
                        verbose_name="Host",
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
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="parties_region_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="parties_region_slug"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionMembership",
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
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="parties.region",
                        verbose_name="Region",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="region_memberships",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
            ],
            options={
                "ordering": ["party__sort_key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="parties_regionmembership_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("region"), "="),
                            (samspill.common.validity._Same("party"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="parties_one_region_membership_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Facility",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("emergency_beds", "Municipal emergency beds"),
                            ("district_medical_centre", "District medical centre"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                        verbose_name="Kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "beds",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Beds"),
                ),
                (
                    "started_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Year it started"
                    ),
                ),
                (
                    "parties",
                    models.ManyToManyField(
                        related_name="facilities", to="parties.party", verbose_name="Parties"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "facilities",
                "ordering": ["started_year", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="parties_facility_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="parties_facility_slug"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                        max_length=80,
                        verbose_name="Name in the address",
                        validators=[samspill.common.keys.is_key],
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="persons",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Sign-in",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=254,
                        verbose_name="E-mail address",
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=40,
                        verbose_name="Telephone",
                    ),
                ),
                (
                    "invited_email",
                    models.EmailField(
                        blank=True,
                        db_default="",
                        default="",
                        editable=False,
                        max_length=254,
                        verbose_name="Invited at the address",
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("woman", "Woman"), ("man", "Man")],
                        db_default="",
                        default="",
                        max_length=10,
                        verbose_name="Gender (only where a body's rule asks for both)",
                    ),
                ),
                (
                    "is_invented",
                    models.BooleanField(default=False, verbose_name="Invented, for demonstration"),
                ),
                (
                    "erased_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="Personal data removed on",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="parties_person_slug"
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "user"), name="parties_person_once_for_a_user"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="parties.person",
                        verbose_name="Person",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("secretariat", "Secretariat"),
                            ("contact", "Contact person"),
                            ("reporter", "Reporter"),
                            ("editor", "Web editor"),
                            ("regional_reader", "Regional reader"),
                        ],
                        max_length=20,
                        verbose_name="Role",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "person__name", "valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="parties_assignment_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["contact", "reporter"]), ("party__isnull", False)
                            ),
                            models.Q(
                                ("kind__in", ["secretariat", "editor", "regional_reader"]),
                                ("party__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="parties_assignment_party_where_asked",
                        violation_error_message="The role needs a party, or may not have one.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("party__isnull", False)),
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("person"), "="),
                            (samspill.common.validity._Same("party"), "="),
                            (samspill.common.validity._SameText("kind"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="parties_one_assignment_for_a_party_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("party__isnull", True)),
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (samspill.common.validity._Same("person"), "="),
                            (samspill.common.validity._SameText("kind"), "="),
                            (samspill.common.validity._Inclusive(), "&&"),
                        ],
                        name="parties_one_assignment_for_the_whole_at_a_time",
                        violation_error_message="Two of these would hold at the same time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Retention",
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
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                "contact",
                                "E-mail address, telephone and sign-in, after the last role",
                            ),
                            ("name", "Name of someone who never held a seat, after the last role"),
                            ("seat_holder", "Name of someone who has held a seat in a body"),
                        ],
                        max_length=20,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "days",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Empty: as long as the official record.",
                        null=True,
                        verbose_name="Days after the last role",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="Why")),
            ],
            options={
                "ordering": ["kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "kind"), name="parties_retention_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondStepDemand",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone who has a role here"),
                            ("operator", "The installation's operator"),
                            ("secretariat", "Secretariat"),
                            ("contact", "Contact person"),
                            ("reporter", "Reporter"),
                            ("editor", "Web editor"),
                            ("regional_reader", "Regional reader"),
                            ("chair", "Chair of a body"),
                            ("deputy_chair", "Deputy chair of a body"),
                            ("secretary", "Secretary of a body"),
                            ("seat", "Everyone who has a seat in a body"),
                        ],
                        max_length=20,
                        verbose_name="Role",
                    ),
                ),
            ],
            options={
                "ordering": ["role"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "role"), name="parties_secondstepdemand_role"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactPoint",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("secretariat", "Secretariat"),
                            ("coordinating_unit", "Coordinating unit"),
                            ("contact", "Contact for collaboration"),
                            ("editor", "Web editors"),
                            ("other", "Other"),
                        ],
                        default="contact",
                        max_length=30,
                        verbose_name="Kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Title")),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_points",
                        to="parties.party",
                        verbose_name="Party",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_points",
                        to="parties.region",
                        verbose_name="Region",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="Description")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="E-mail address"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="Telephone")),
                (
                    "url",
                    models.URLField(
                        max_length=1000,
                        validators=[samspill.common.web.is_web_address],
                        blank=True,
                        verbose_name="Web address",
                    ),
                ),
                (
                    "confirmed_on",
                    models.DateField(blank=True, null=True, verbose_name="Confirmed on"),
                ),
            ],
            options={
                "ordering": ["kind", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="parties_contactpoint_period_ordered",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.UniqueConstraint(
                        fields=("partnership", "slug"), name="parties_contact_slug"
                    ),
                ],
            },
        ),
    ]
