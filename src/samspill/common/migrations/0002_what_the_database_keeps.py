"""What the database keeps for every writer: the functions of triggers, and the audit trail."""

from django.db import migrations

from samspill.common.triggers import DROP_FUNCTIONS, FUNCTIONS, append_only


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]

    operations = [
        migrations.RunSQL(sql=FUNCTIONS, reverse_sql=DROP_FUNCTIONS),
        append_only("common_auditentry"),
    ]
