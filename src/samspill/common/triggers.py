"""Rules over several rows that only the database can keep for every writer: as SQL for migrations.

``inside_parent`` keeps a child's period within its parent's, whichever of the two changes. The
check is deferred to the end of the transaction, so that parent and children can change together.
A child's open end means "as its parent".

Every function of ours in the database is called ``samspill_…``: by that a restore knows them.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION samspill_check_inside_parent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    outside boolean;
BEGIN
    -- TG_ARGV: parent table, column of the child that points at it
    EXECUTE format(
        'SELECT EXISTS (SELECT 1 FROM %I child JOIN %I parent ON parent.id = child.%I
           WHERE child.id = $1 AND NOT daterange(parent.valid_from, parent.valid_to, ''[]'')
             @> daterange(least(coalesce(child.valid_from, parent.valid_from), child.valid_to),
                          coalesce(child.valid_to, parent.valid_to), ''[]''))',
        TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[1]) INTO outside USING NEW.id;
    IF outside THEN
        RAISE EXCEPTION 'the period of % % is not within that of its %',
            TG_TABLE_NAME, NEW.id, TG_ARGV[0]
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION samspill_check_children_inside() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    outside boolean;
BEGIN
    -- TG_ARGV: child table, its column that points here
    EXECUTE format(
        'SELECT EXISTS (SELECT 1 FROM %I child JOIN %I parent ON parent.id = child.%I
           WHERE parent.id = $1 AND NOT daterange(parent.valid_from, parent.valid_to, ''[]'')
             @> daterange(least(coalesce(child.valid_from, parent.valid_from), child.valid_to),
                          coalesce(child.valid_to, parent.valid_to), ''[]''))',
        TG_ARGV[0], TG_TABLE_NAME, TG_ARGV[1]) INTO outside USING NEW.id;
    IF outside THEN
        RAISE EXCEPTION 'something in % has a period that is not within that of its % %',
            TG_ARGV[0], TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION samspill_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION samspill_check_inside_parent();
DROP FUNCTION samspill_check_children_inside();
DROP FUNCTION samspill_refuse_change();
"""


def inside_parent(*, child: str, parent: str, column: str) -> migrations.RunSQL:
    """The two triggers that keep the rows of ``child`` within the period of their ``parent``."""
    name = f"{child}_within_{parent.split('_', 1)[1]}"[:55]
    return migrations.RunSQL(
        sql=f"""
        CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE ON {child}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            EXECUTE FUNCTION samspill_check_inside_parent('{parent}', '{column}');
        CREATE CONSTRAINT TRIGGER {name}_up AFTER UPDATE OF valid_from, valid_to ON {parent}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            EXECUTE FUNCTION samspill_check_children_inside('{child}', '{column}');
        """,
        reverse_sql=f"""
        DROP TRIGGER {name} ON {child};
        DROP TRIGGER {name}_up ON {parent};
        """,
    )


def append_only(table: str) -> migrations.RunSQL:
    """The triggers that refuse to change, delete or empty what is written in ``table``."""
    return migrations.RunSQL(
        sql=f"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION samspill_refuse_change();
        CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION samspill_refuse_change();
        """,
        reverse_sql=f"""
        DROP TRIGGER {table}_append_only ON {table};
        DROP TRIGGER {table}_not_emptied ON {table};
        """,
    )
