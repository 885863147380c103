"""A rotation has a length of turn, or is the opposite of an office; with neither it says nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0015_rotations_without_a_turn"),
        ("common", "0008_years_within_the_calendar"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="rotation",
            name="bodies_rotation_in_turn_or_opposite",
        ),
        migrations.AddConstraint(
            model_name="rotation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("months__gte", 1),
                        ("months__isnull", False),
                        ("opposite_body__isnull", True),
                        ("opposite_office", ""),
                    ),
                    models.Q(
                        models.Q(("opposite_office", ""), _negated=True),
                        ("months__isnull", True),
                        ("starts_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="bodies_rotation_in_turn_or_opposite",
                violation_error_message="Give either the length of a turn, or the office that it is the opposite of.",
            ),
        ),
    ]
