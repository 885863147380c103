"""What the database itself keeps: reports are append-only, and owners follow their commitment."""

from django.db import migrations

from samspill.common.triggers import append_only

FOLLOW = """
CREATE FUNCTION samspill_owner_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_open := coalesce(
        (SELECT state = 'open' FROM commitments_commitment WHERE id = NEW.commitment_id),
        NEW.is_open);
    RETURN NEW;
END $$;

CREATE FUNCTION samspill_owners_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE commitments_owner o SET is_open = (n.state = 'open')
      FROM new_rows n JOIN old_rows w ON w.id = n.id
     WHERE o.commitment_id = n.id AND n.state <> w.state;
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


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0001_the_ledger"),
        ("common", "0002_triggers"),
    ]

    operations = [
        migrations.RunSQL(FOLLOW, FOLLOW_NOT),
        append_only("commitments_statusreport"),
    ]
