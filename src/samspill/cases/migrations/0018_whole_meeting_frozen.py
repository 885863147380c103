"""All that approved minutes tell of their meeting is frozen with them, and so is who met.

Where the minutes lie, the link, the name in the address and the source are no part of them.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("samspill.cases.migrations.0003_frozen").TO_UNAPPROVE

FUNCTION = """
CREATE OR REPLACE FUNCTION samspill_refuse_to_unapprove() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['minutes_at', 'link', 'slug', 'formerly', 'sequence', 'source_id',
                         'source_note'];
BEGIN
    IF current_setting('samspill.loading', true) IS DISTINCT FROM 'on'
       AND OLD.minutes = 'approved' AND to_jsonb(OLD) - free <> to_jsonb(NEW) - free THEN
        RAISE EXCEPTION 'the minutes are approved, and the meeting is frozen'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_frozen_when_approved',
                  TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
TRIGGER = """
CREATE TRIGGER cases_frozen BEFORE INSERT OR UPDATE OR DELETE ON cases_meeting_bodies
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_in_approved_minutes('meeting_id');
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_taken_out")]

    operations = [
        migrations.RunSQL(
            FUNCTION, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        ),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER cases_frozen ON cases_meeting_bodies;"),
    ]
