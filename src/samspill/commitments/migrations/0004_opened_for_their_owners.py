"""What is owed already was opened for those who owe it."""

from django.db import migrations

FILL = "UPDATE commitments_commitment SET opened_for = owners_key WHERE owners_key <> ''"


class Migration(migrations.Migration):
    dependencies = [("commitments", "0003_whom_it_was_opened_for")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
