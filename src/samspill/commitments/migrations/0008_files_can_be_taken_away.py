"""A file that should never have been sent can go; nothing of it can be changed otherwise."""

from django.db import migrations

GO = """
CREATE FUNCTION samspill_refuse_change_of_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('samspill.taking_away', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER commitments_reportfile_append_only ON commitments_reportfile;
CREATE TRIGGER commitments_reportfile_append_only
    BEFORE UPDATE OR DELETE ON commitments_reportfile
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_change_of_file();
"""
BACK = """
DROP TRIGGER commitments_reportfile_append_only ON commitments_reportfile;
CREATE TRIGGER commitments_reportfile_append_only
    BEFORE UPDATE OR DELETE ON commitments_reportfile
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_change();
DROP FUNCTION samspill_refuse_change_of_file();
"""


class Migration(migrations.Migration):
    dependencies = [("commitments", "0007_files_of_reports")]

    operations = [migrations.RunSQL(GO, BACK)]
