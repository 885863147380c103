"""Two editions of a document are never both known to hold: by the rule that pages go by.

The exclusion constraint compares the days that are written, as it may not look at another table.
An edition without a first day is known to hold from the end of its source's year
(``samspill_known_from``), which may be before the last day that is written. Both raise one name.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION samspill_known_days(first_day date, last_day date, year_of_source integer)
RETURNS daterange LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN samspill_known_from(first_day, last_day, year_of_source) > last_day THEN 'empty'
        ELSE daterange(samspill_known_from(first_day, last_day, year_of_source), last_day, '[]')
    END
$$;

CREATE FUNCTION samspill_one_edition_known() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concerned bigint[];
BEGIN
    IF TG_TABLE_NAME = 'common_source' THEN
        concerned := ARRAY(SELECT document_id FROM documents_edition WHERE source_id = NEW.id);
    ELSE
        concerned := ARRAY[NEW.document_id];
    END IF;
    IF EXISTS (
        WITH holding AS (
            SELECT edition.id, document_id,
                   samspill_known_days(valid_from, valid_to, source.year) AS days
              FROM documents_edition edition LEFT JOIN common_source source
                ON source.id = edition.source_id
             WHERE document_id = ANY(concerned)
                   AND (status IN ('in_force', 'superseded')
                        OR status IN ('adopted', 'withdrawn') AND valid_from IS NOT NULL)
        )
        SELECT 1 FROM holding one JOIN holding other
            ON other.document_id = one.document_id AND other.id > one.id
               AND other.days && one.days
    ) THEN
        RAISE EXCEPTION 'two editions of a document are known to hold on one day'
            USING ERRCODE = 'exclusion_violation', TABLE = 'documents_edition',
                  CONSTRAINT = 'documents_one_edition_in_force';
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGERS = """
CREATE CONSTRAINT TRIGGER documents_one_edition_known
    AFTER INSERT OR UPDATE OF valid_from, valid_to, status, source_id, document_id
    ON documents_edition DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION samspill_one_edition_known();

CREATE CONSTRAINT TRIGGER documents_one_edition_known
    AFTER UPDATE OF year ON common_source DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION samspill_one_edition_known();
"""
DROP = """
DROP TRIGGER documents_one_edition_known ON common_source;
DROP TRIGGER documents_one_edition_known ON documents_edition;
DROP FUNCTION samspill_one_edition_known();
DROP FUNCTION samspill_known_days(date, date, integer);
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0004_days"), ("documents", "0013_signed_in")]

    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, DROP)]
