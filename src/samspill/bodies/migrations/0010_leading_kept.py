from django.db import migrations

from samspill.common.triggers import inside_parent

# A derived seat follows the first of those that hold an office at once.
FIRST = """
CREATE OR REPLACE FUNCTION samspill_leads(derived bigint) RETURNS TABLE (to_id bigint, days daterange)
LANGUAGE sql STABLE AS $$
    SELECT office.seat_id,
           daterange(office.valid_from, office.valid_to, '[]')
               * daterange(held.valid_from, held.valid_to, '[]')
    FROM bodies_seat seat
    JOIN bodies_office office ON office.body_id = seat.represents_body_id
                              AND office.kind = seat.represents_office {first}
    JOIN bodies_seat held ON held.id = office.seat_id
    WHERE seat.id = derived
    UNION ALL
    SELECT held.id, daterange(held.valid_from, held.valid_to, '[]')
    FROM bodies_seat seat JOIN bodies_seat held ON held.id = seat.represents_seat_id
    WHERE seat.id = derived
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_keeps"), ("bodies", "0009_leading")]

    operations = [
        inside_parent(child="bodies_officerule", parent="bodies_body", column="body_id"),
        migrations.RunSQL(
            sql=FIRST.format(first="AND office.number = 1"), reverse_sql=FIRST.format(first="")
        ),
    ]
