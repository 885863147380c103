from django.db import migrations

VIEW = """
CREATE VIEW bodies_followed AS
SELECT seat.id * 1000 + stretch.number AS id,
       seat.partnership_id,
       seat.id AS seat_id,
       stretch.origin_id,
       stretch.known,
       lower(stretch.days) AS valid_from,
       upper(stretch.days) - 1 AS valid_to
FROM bodies_seat seat CROSS JOIN LATERAL samspill_followed(seat.id) stretch
WHERE seat.represents_office <> '' OR seat.represents_seat_id IS NOT NULL
"""

FUNCTIONS = """
-- The seats that a derived seat leads to, with the days.
CREATE FUNCTION samspill_leads(derived bigint) RETURNS TABLE (to_id bigint, days daterange)
LANGUAGE sql STABLE AS $$
    SELECT office.seat_id,
           daterange(office.valid_from, office.valid_to, '[]')
               * daterange(held.valid_from, held.valid_to, '[]')
    FROM bodies_seat seat
    JOIN bodies_office office ON office.body_id = seat.represents_body_id
                              AND office.kind = seat.represents_office
    JOIN bodies_seat held ON held.id = office.seat_id
    WHERE seat.id = derived
    UNION ALL
    SELECT held.id, daterange(held.valid_from, held.valid_to, '[]')
    FROM bodies_seat seat JOIN bodies_seat held ON held.id = seat.represents_seat_id
    WHERE seat.id = derived
$$;
-- The days on which somebody sits on a seat by a term of its own.
CREATE FUNCTION samspill_own_days(held bigint) RETURNS datemultirange
LANGUAGE sql STABLE AS $$
    SELECT coalesce(range_agg(daterange(term.valid_from, term.valid_to, '[]')), datemultirange())
    FROM bodies_term term WHERE term.seat_id = held
$$;
-- Where a derived seat leads to, stretch by stretch. In PL/pgSQL its plan is made once for each
-- connection: as a part of every statement that asks who sits where it takes longer than they do.
CREATE FUNCTION samspill_followed(derived bigint)
RETURNS TABLE (number bigint, origin_id bigint, known boolean, days daterange)
LANGUAGE plpgsql STABLE ROWS 2 AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH RECURSIVE
    -- From the derived seat on, step by step, the days that are not yet settled.
    way (seat_id, step, days) AS (
        SELECT derived, 0, datemultirange(daterange(NULL, NULL))
        UNION ALL
        SELECT lead.to_id, way.step + 1,
               way.days * datemultirange(lead.days)
                   - CASE WHEN way.step = 0 THEN datemultirange() ELSE own.days END
        FROM way
        CROSS JOIN LATERAL samspill_leads(way.seat_id) lead
        CROSS JOIN LATERAL samspill_own_days(way.seat_id) own (days)
        WHERE way.step < 5 AND NOT isempty(way.days * datemultirange(lead.days))
    ),
    settled (origin_id, known, days) AS (
        SELECT way.seat_id, true, way.days * own.days
        FROM way CROSS JOIN LATERAL samspill_own_days(way.seat_id) own (days)
        WHERE way.step > 0
        UNION ALL
        SELECT way.seat_id,
               last.holders_recorded AND (last.represents_office = '' OR EXISTS (
                   SELECT FROM bodies_office office
                   WHERE office.body_id = last.represents_body_id
                         AND office.kind = last.represents_office)),
               way.days
                   - CASE WHEN way.step = 0 THEN datemultirange() ELSE own.days END
                   - coalesce((SELECT range_agg(lead.days) FROM samspill_leads(way.seat_id) lead),
                              datemultirange())
        FROM way
        JOIN bodies_seat last ON last.id = way.seat_id
        CROSS JOIN LATERAL samspill_own_days(way.seat_id) own (days)
    )
    SELECT row_number() OVER () AS number, settled.origin_id, settled.known, found.days
    FROM settled CROSS JOIN LATERAL unnest(settled.days) found (days);
END $$;
"""

DROP = """
DROP VIEW bodies_followed;
DROP FUNCTION samspill_followed(bigint);
DROP FUNCTION samspill_leads(bigint);
DROP FUNCTION samspill_own_days(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("bodies", "0003_seats_followed")]

    operations = [migrations.RunSQL(sql=FUNCTIONS + VIEW, reverse_sql=DROP)]
