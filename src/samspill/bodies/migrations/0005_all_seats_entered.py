from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0004_followed"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="all_seats_entered",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Until then the pages say only what is entered, not what is missing.",
                verbose_name="All seats are entered",
            ),
        ),
    ]
