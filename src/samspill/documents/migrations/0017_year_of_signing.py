"""«Signed in» meant two things: who is there, and when it was signed. The year has a name of its own."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0016_names_and_adoption")]

    operations = [
        migrations.AlterField(
            model_name="documentparty",
            name="signed_in",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="The year or the month, such as 2020 or 2020-12, where nobody knows the day.",
                max_length=7,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[12]\\d{3}(-(0[1-9]|1[0-2]))?$", "Write 2020 or 2020-12."
                    )
                ],
                verbose_name="Year or month of signing",
            ),
        ),
    ]
