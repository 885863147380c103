"""What stood in the calendars of bodies becomes meetings.

Two bodies that met together have a meeting each here: only the files tell that it was one. The number of
its entry stands in ``sequence`` on the way.
"""

from django.db import migrations

MOVE = """
WITH moved AS (
    INSERT INTO cases_meeting (
        partnership_id, source_id, source_note, formerly, unknown, not_applicable, slug, title,
        kind, date, starts, ends, place, link, state, minutes, minutes_at, note, sequence
    )
    SELECT entry.partnership_id, entry.source_id, entry.source_note, '{}', '{}', '{}',
           entry.date || '-' || left(body.slug, 70) || CASE
               WHEN row_number() OVER (
                   PARTITION BY entry.partnership_id, entry.date, left(body.slug, 70)
                   ORDER BY entry.id
               ) = 1 THEN '' ELSE '-' || entry.id END,
           entry.title, 'ordinary', entry.date, entry.starts, entry.ends, entry.place, '',
           CASE WHEN entry.is_tentative THEN 'tentative' ELSE 'planned' END, 'not_entered', '', '', entry.id
    FROM bodies_calendarentry entry JOIN bodies_body body ON body.id = entry.body_id
    RETURNING id, sequence
)
INSERT INTO cases_meeting_bodies (meeting_id, body_id)
SELECT moved.id, entry.body_id
FROM moved JOIN bodies_calendarentry entry ON entry.id = moved.sequence
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("bodies", "0014_office_numbers")]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RunSQL("UPDATE cases_meeting SET sequence = 0", migrations.RunSQL.noop),
    ]
