"""What approved minutes told and should not have told can be taken out of what everyone reads.

Only that changes: what an item says is as frozen as before (``0003_frozen``). What was exempt when
the minutes were approved is not opened; what was taken out since may be put back.
"""

from importlib import import_module

from django.db import migrations, models

FROZEN = import_module("samspill.cases.migrations.0003_frozen")

BEFORE = FROZEN.IN_APPROVED.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
FUNCTION = """
CREATE OR REPLACE FUNCTION samspill_refuse_in_approved_minutes() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    meetings bigint[];
    openness text[] := ARRAY['is_public', 'exempt_statute', 'taken_out_on'];
    was jsonb;
    now_is jsonb;
BEGIN
    IF current_setting('samspill.loading', true) = 'on' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        was := to_jsonb(OLD);
        meetings := meetings || (was ->> TG_ARGV[0])::bigint;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        now_is := to_jsonb(NEW);
        meetings := meetings || (now_is ->> TG_ARGV[0])::bigint;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'cases_agendaitem' AND was - openness = now_is - openness
       AND (
           -- told with its case
           (was - 'taken_out_on' = now_is - 'taken_out_on' AND (now_is ->> 'is_public')::boolean)
           -- taken out
           OR ((was ->> 'is_public')::boolean AND NOT (now_is ->> 'is_public')::boolean
               AND now_is ->> 'exempt_statute' <> '' AND now_is ->> 'taken_out_on' IS NOT NULL)
           -- put back
           OR (was ->> 'taken_out_on' IS NOT NULL AND NOT (was ->> 'is_public')::boolean
               AND (now_is ->> 'is_public')::boolean)
       ) THEN
        RETURN NEW;
    END IF;
    IF TG_ARGV[0] = 'item_id' THEN
        SELECT array_agg(meeting_id) INTO meetings FROM cases_agendaitem WHERE id = ANY(meetings);
    END IF;
    IF EXISTS (SELECT FROM cases_meeting WHERE id = ANY(meetings) AND minutes = 'approved') THEN
        RAISE EXCEPTION 'the minutes are approved, and % is frozen', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_frozen_when_approved',
                  TABLE = TG_TABLE_NAME;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_what_fields_are_called")]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="taken_out_on",
            field=models.DateField(
                blank=True, null=True, verbose_name="Taken out of the open minutes on"
            ),
        ),
        migrations.RunSQL(FUNCTION, BEFORE),
    ]
