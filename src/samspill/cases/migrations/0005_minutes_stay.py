"""What was sent, objected and corrected stays as written; what an item holds is frozen with it.

A load of files may put it right, as in ``0003_frozen``.
"""

from django.db import migrations

STAYS = ("cases_minutesversion", "cases_objection", "cases_correction")
FROZEN = ("cases_proposal", "cases_recusal")

FUNCTION = """
CREATE FUNCTION samspill_refuse_what_was_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('samspill.loading', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cases_written_stays',
                  TABLE = TG_TABLE_NAME;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
"""
STAY = """
CREATE TRIGGER cases_stays BEFORE UPDATE OR DELETE ON {0}
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_what_was_written();
"""
FREEZE = """
CREATE TRIGGER cases_frozen BEFORE INSERT OR UPDATE OR DELETE ON {0}
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_in_approved_minutes('item_id');
"""
DO = FUNCTION + "".join(map(STAY.format, STAYS)) + "".join(map(FREEZE.format, FROZEN))
UNDO = "".join(f"DROP TRIGGER cases_stays ON {one};" for one in STAYS) + "".join(
    f"DROP TRIGGER cases_frozen ON {one};" for one in FROZEN
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_minutes_and_standing_items")]

    operations = [
        migrations.RunSQL(DO, f"{UNDO} DROP FUNCTION samspill_refuse_what_was_written();")
    ]
