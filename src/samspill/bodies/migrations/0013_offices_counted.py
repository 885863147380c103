"""An office with the number 0 gets the first free one, before the database asks for 1 or more."""

from django.db import migrations

COUNT = """
UPDATE bodies_office AS one SET number = CASE
    WHEN EXISTS (
        SELECT FROM bodies_office AS other
        WHERE other.body_id = one.body_id AND other.kind = one.kind AND other.number = 1
    ) THEN (
        SELECT max(other.number) + 1 FROM bodies_office AS other
        WHERE other.body_id = one.body_id AND other.kind = one.kind
    )
    ELSE 1
END
WHERE one.number = 0
"""


class Migration(migrations.Migration):
    dependencies = [("bodies", "0012_formerly_called")]

    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
