"""What the database itself keeps: reports are append-only, and owners follow their commitment.

A file that should never have been sent can go, when ``commitments.actions`` says so for its
transaction; nothing of it can be changed otherwise.
"""

from django.db import migrations

from samspill.common.triggers import append_only

FOLLOW = """
CREATE FUNCTION samspill_owner_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT c.state = 'open', c.due_on, c.reported_on
      INTO NEW.is_open, NEW.due_on, NEW.reported_on
      FROM commitments_commitment c WHERE c.id = NEW.commitment_id;
    NEW.is_open := coalesce(NEW.is_open, true);
    RETURN NEW;
END $$;

CREATE FUNCTION samspill_owners_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE commitments_owner o
       SET is_open = (n.state = 'open'), due_on = n.due_on, reported_on = n.reported_on
      FROM new_rows n JOIN old_rows w ON w.id = n.id
     WHERE o.commitment_id = n.id
       AND (n.state, n.due_on, n.reported_on) IS DISTINCT FROM (w.state, w.due_on, w.reported_on);
    RETURN NULL;
END $$;

CREATE TRIGGER commitments_owner_follows BEFORE INSERT ON commitments_owner
    FOR EACH ROW EXECUTE FUNCTION samspill_owner_follows();
CREATE TRIGGER commitments_owners_follow AFTER UPDATE ON commitments_commitment
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION samspill_owners_follow();
"""
FOLLOW_NOT = """
DROP TRIGGER commitments_owners_follow ON commitments_commitment;
DROP TRIGGER commitments_owner_follows ON commitments_owner;
DROP FUNCTION samspill_owners_follow();
DROP FUNCTION samspill_owner_follows();
"""
FILES = """
CREATE FUNCTION samspill_refuse_change_of_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('samspill.taking_away', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER commitments_reportfile_append_only
    BEFORE UPDATE OR DELETE ON commitments_reportfile
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_change_of_file();
CREATE TRIGGER commitments_reportfile_not_emptied BEFORE TRUNCATE ON commitments_reportfile
    FOR EACH STATEMENT EXECUTE FUNCTION samspill_refuse_change();
"""
FILES_NOT = """
DROP TRIGGER commitments_reportfile_not_emptied ON commitments_reportfile;
DROP TRIGGER commitments_reportfile_append_only ON commitments_reportfile;
DROP FUNCTION samspill_refuse_change_of_file();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0001_initial"),
        ("common", "0002_what_the_database_keeps"),
    ]

    operations = [
        migrations.RunSQL(FOLLOW, FOLLOW_NOT),
        append_only("commitments_statusreport"),
        migrations.RunSQL(FILES, FILES_NOT),
    ]
