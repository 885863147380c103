from django.db import migrations

# The rule of ``common/exempt.py``, for what the database itself reads: the search index.
PUBLISHED = r"""
CREATE FUNCTION samspill_published(whole text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    line text;
    words text;
    hidden boolean := false;
    shown text[] := '{}';
BEGIN
    IF position(':::' IN whole) = 0 THEN
        RETURN whole;
    END IF;
    FOREACH line IN ARRAY string_to_array(
        replace(replace(whole, E'\r\n', E'\n'), E'\r', E'\n'), E'\n')
    LOOP
        words := substring(line FROM '^[ \t>*+0-9.)-]*:{3,}(.*)$');
        IF words IS NOT NULL THEN
            hidden := btrim(words, E' \t') <> '';
        ELSIF NOT hidden THEN
            shown := shown || line;
        END IF;
    END LOOP;
    RETURN array_to_string(shown, E'\n');
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0008_years_within_the_calendar")]

    operations = [
        migrations.RunSQL(PUBLISHED, "DROP FUNCTION samspill_published(text)"),
    ]
