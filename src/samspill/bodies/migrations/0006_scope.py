from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0005_all_seats_entered"),
        ("parties", "0003_own_languages"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="parties",
            field=models.ManyToManyField(
                blank=True,
                help_text="Empty where the body concerns everyone that takes part.",
                related_name="bodies",
                to="parties.party",
                verbose_name="Only for the parties",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="regions",
            field=models.ManyToManyField(
                blank=True,
                help_text="Empty where the body concerns every region.",
                related_name="bodies",
                to="parties.region",
                verbose_name="Only for the regions",
            ),
        ),
    ]
