"""Which day it is, and from when something without a first day is known to hold: one place in SQL.

The day is Norway's, whatever the connection's time zone is: between midnight there and in
Greenwich ``CURRENT_DATE`` is yesterday. ``common/loose.py`` tells the rule of the last one.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION samspill_day(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT (moment AT TIME ZONE 'Europe/Oslo')::date
$$;

CREATE FUNCTION samspill_today() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT samspill_day(now())
$$;

CREATE FUNCTION samspill_known_from(first_day date, last_day date, year_of_source integer)
RETURNS date LANGUAGE sql STABLE AS $$
    SELECT coalesce(first_day,
                    least(make_date(year_of_source, 12, 31), last_day, samspill_today()))
$$;
"""
DROP = """
DROP FUNCTION samspill_known_from(date, date, integer);
DROP FUNCTION samspill_today();
DROP FUNCTION samspill_day(timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0003_what_is_entered_whole")]

    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
