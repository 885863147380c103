from django.db import migrations

# As 0009, and a space of any kind in front of a mark is a space (``common/exempt.py``).
PUBLISHED = r"""
CREATE OR REPLACE FUNCTION samspill_published(whole text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
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
        words := substring(line FROM '^['
            ' \t\u000b\u000c\u001c-\u001f\u0085\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f'
            '\u205f-\u2064\u3000\ufeff>*+0-9.)-]*:{3,}(.*)$');
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
    dependencies = [("common", "0009_published")]

    operations = [
        migrations.RunSQL(PUBLISHED, migrations.RunSQL.noop),
    ]
