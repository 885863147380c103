"""From when something with a plain period and no first day is known to hold (common/known.py).

Here, as what a helsefellesskap is first known by are its agreements, its bodies and who takes part.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION samspill_first_day_of(helsefellesskap bigint) RETURNS date
LANGUAGE sql STABLE AS $$
    SELECT least(
        (SELECT min(valid_from) FROM documents_edition
          WHERE partnership_id = helsefellesskap AND status IN ('in_force', 'superseded')),
        (SELECT min(valid_from) FROM bodies_body WHERE partnership_id = helsefellesskap),
        (SELECT min(valid_from) FROM bodies_seat WHERE partnership_id = helsefellesskap),
        (SELECT min(valid_from) FROM bodies_term WHERE partnership_id = helsefellesskap),
        (SELECT min(valid_from) FROM parties_participation WHERE partnership_id = helsefellesskap)
    )
$$;

CREATE FUNCTION samspill_known_within(
    first_day date, last_day date, year_of_source integer, helsefellesskap bigint
) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN first_day IS NOT NULL THEN first_day
        WHEN year_of_source IS NOT NULL
            THEN samspill_known_from(first_day, last_day, year_of_source)
        ELSE least(samspill_first_day_of(helsefellesskap), last_day, samspill_today())
    END
$$;
"""
DROP = """
DROP FUNCTION samspill_known_within(date, date, integer, bigint);
DROP FUNCTION samspill_first_day_of(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_days"),
        ("documents", "0009_assessments"),
        ("bodies", "0007_seats_and_meetings_in_order"),
        ("parties", "0003_own_languages"),
    ]

    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
