"""Minutes that are approved are frozen, whoever writes; only a load of files may put them right.

A load says so for its own transaction (``samspill.exchange.loading``), and leaves its own entry in
the audit trail.
"""

from django.db import migrations

IN_APPROVED = """
CREATE FUNCTION samspill_refuse_in_approved_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    meetings bigint[];
BEGIN
    IF current_setting('samspill.loading', true) = 'on' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        meetings := meetings || (to_jsonb(OLD) ->> TG_ARGV[0])::bigint;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        meetings := meetings || (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
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
TO_UNAPPROVE = """
CREATE FUNCTION samspill_refuse_to_unapprove() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('samspill.loading', true) IS DISTINCT FROM 'on'
       AND OLD.minutes = 'approved'
       AND (NEW.minutes <> 'approved' OR NEW.state <> OLD.state OR NEW.date <> OLD.date) THEN
        RAISE EXCEPTION 'approved minutes are never a draft again'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_frozen_when_approved',
                  TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""

TRIGGERS = """
CREATE TRIGGER cases_frozen BEFORE INSERT OR UPDATE OR DELETE ON cases_agendaitem
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_in_approved_minutes('meeting_id');
CREATE TRIGGER cases_frozen BEFORE INSERT OR UPDATE OR DELETE ON cases_attendance
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_in_approved_minutes('meeting_id');
CREATE TRIGGER cases_frozen BEFORE INSERT OR UPDATE OR DELETE ON cases_followup
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_in_approved_minutes('item_id');
CREATE TRIGGER cases_unapproved BEFORE UPDATE ON cases_meeting
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_to_unapprove();
"""

UNDO = """
DROP TRIGGER cases_frozen ON cases_agendaitem;
DROP TRIGGER cases_frozen ON cases_attendance;
DROP TRIGGER cases_frozen ON cases_followup;
DROP TRIGGER cases_unapproved ON cases_meeting;
DROP FUNCTION samspill_refuse_in_approved_minutes();
DROP FUNCTION samspill_refuse_to_unapprove();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_from_the_calendar")]

    operations = [migrations.RunSQL(IN_APPROVED + TO_UNAPPROVE + TRIGGERS, UNDO)]
