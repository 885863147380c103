"""What an edition says is frozen from its adoption on, a round from its closing, whoever writes.

Loading a folder is the one exception: the files are the record that the rows were read from, and a
misread row must be possible to put right. It says so for its own transaction
(``samspill.exchange.loading``), and leaves its own entry in the audit trail.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION samspill_refuse_when_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- TG_ARGV: the column that leads to the edition, and the table in between (or nothing)
    owners bigint[];
    frozen boolean;
BEGIN
    IF current_setting('samspill.loading', true) = 'on' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        owners := owners || (to_jsonb(OLD) ->> TG_ARGV[0])::bigint;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        owners := owners || (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    END IF;
    IF TG_ARGV[1] <> '' THEN
        EXECUTE format('SELECT array_agg(edition_id) FROM %I WHERE id = ANY($1)', TG_ARGV[1])
            INTO owners USING owners;
    END IF;
    SELECT bool_or(state NOT IN ('draft', 'hearing')) INTO frozen
        FROM plans_planedition WHERE id = ANY(owners);
    IF frozen THEN
        RAISE EXCEPTION 'the edition is adopted, and % is frozen', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_frozen_at_adoption',
                  TABLE = TG_TABLE_NAME;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE FUNCTION samspill_refuse_to_thaw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('samspill.loading', true) IS DISTINCT FROM 'on'
       AND OLD.state NOT IN ('draft', 'hearing') AND NEW.state IN ('draft', 'hearing') THEN
        RAISE EXCEPTION 'an adopted edition is never a draft again'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_frozen_at_adoption',
                  TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""

CLOSED = """
CREATE FUNCTION samspill_refuse_when_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'the round is closed, and % is frozen', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_closed_round_is_frozen',
                  TABLE = TG_TABLE_NAME;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE FUNCTION samspill_refuse_of_closed_round() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- TG_ARGV: the column that leads to the round
    rounds bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        rounds := rounds || (to_jsonb(OLD) ->> TG_ARGV[0])::bigint;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        rounds := rounds || (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    END IF;
    IF EXISTS (SELECT FROM plans_reportinground
                WHERE id = ANY(rounds) AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the round is closed, and % is frozen', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_closed_round_is_frozen',
                  TABLE = TG_TABLE_NAME;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE TRIGGER plans_closed_round_is_frozen BEFORE UPDATE OR DELETE ON plans_reportinground
    FOR EACH ROW EXECUTE FUNCTION samspill_refuse_when_closed();
"""
CLOSED_NOT = """
DROP TRIGGER plans_closed_round_is_frozen ON plans_reportinground;
DROP FUNCTION samspill_refuse_of_closed_round();
DROP FUNCTION samspill_refuse_when_closed();
"""
DROP_FUNCTIONS = """
DROP FUNCTION samspill_refuse_when_frozen();
DROP FUNCTION samspill_refuse_to_thaw();
"""
FROZEN = [
    ("plans_maingoal", "edition_id", ""),
    ("plans_focusarea", "edition_id", ""),
    ("plans_measure", "edition_id", ""),
    ("plans_droppedmeasure", "edition_id", ""),
    ("plans_measureowner", "measure_id", "plans_measure"),
    ("plans_measurelink", "measure_id", "plans_measure"),
    ("plans_measure_also_serves", "measure_id", "plans_measure"),
    ("plans_measure_patient_groups", "measure_id", "plans_measure"),
    ("plans_focusarea_documents", "focusarea_id", "plans_focusarea"),
]


OF_A_ROUND = [
    ("plans_roundowner", "round_id"),
    ("plans_roundreport", "round_id"),
    ("plans_reportinground_asked", "reportinground_id"),
]


def _frozen(table: str, column: str, between: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=f"""
        CREATE TRIGGER {table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION samspill_refuse_when_frozen('{column}', '{between}');
        """,
        reverse_sql=f"DROP TRIGGER {table}_frozen ON {table};",
    )


def _closed(table: str, column: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=f"""
        CREATE TRIGGER {table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION samspill_refuse_of_closed_round('{column}');
        """,
        reverse_sql=f"DROP TRIGGER {table}_frozen ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        migrations.RunSQL(sql=FUNCTIONS, reverse_sql=DROP_FUNCTIONS),
        *(_frozen(*one) for one in FROZEN),
        migrations.RunSQL(
            sql="""
            CREATE TRIGGER plans_planedition_no_thaw BEFORE UPDATE OF state ON plans_planedition
                FOR EACH ROW EXECUTE FUNCTION samspill_refuse_to_thaw();
            """,
            reverse_sql="DROP TRIGGER plans_planedition_no_thaw ON plans_planedition;",
        ),
        migrations.RunSQL(CLOSED, CLOSED_NOT),
        *(_closed(*one) for one in OF_A_ROUND),
    ]
