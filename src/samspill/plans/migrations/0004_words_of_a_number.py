from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0003_what_is_entered_whole"),
        ("documents", "0009_assessments"),
        ("plans", "0003_loose_periods"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="measure",
            name="plans_measure_number",
            constraint=models.UniqueConstraint(
                fields=("edition", "number"),
                name="plans_measure_number",
                violation_error_message="Another measure of the edition has this number.",
            ),
        ),
    ]
