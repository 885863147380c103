from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_what_the_database_keeps"),
    ]

    operations = [
        migrations.AddField(
            model_name="partnership",
            name="all_documents_entered",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="All agreements are entered"
            ),
        ),
        migrations.AddField(
            model_name="partnership",
            name="all_members_entered",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="All members are entered"
            ),
        ),
    ]
