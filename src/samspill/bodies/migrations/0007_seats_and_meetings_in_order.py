from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0006_scope"),
        ("common", "0003_what_is_entered_whole"),
        ("parties", "0003_own_languages"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="calendarentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts__isnull", True),
                    ("ends__isnull", True),
                    ("starts__lt", models.F("ends")),
                    _connector="OR",
                ),
                name="bodies_calendar_entry_ends_after_it_starts",
                violation_error_message="It ends before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("represents_office", ""), ("represents_seat__isnull", True), _connector="OR"
                ),
                name="bodies_seat_follows_one_thing",
                violation_error_message="A seat follows an office or another seat, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("represents_office", ""), ("represents_body__isnull", False), _connector="OR"
                ),
                name="bodies_seat_office_of_a_body",
                violation_error_message="Choose the body whose office the seat follows.",
            ),
        ),
    ]
