"""Owners follow their commitment in when it is due and when it was last reported on, too."""

from django.db import migrations, models

FOLLOW = """
CREATE OR REPLACE FUNCTION samspill_owner_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT c.state = 'open', c.due_on, c.reported_on
      INTO NEW.is_open, NEW.due_on, NEW.reported_on
      FROM commitments_commitment c WHERE c.id = NEW.commitment_id;
    NEW.is_open := coalesce(NEW.is_open, true);
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION samspill_owners_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE commitments_owner o
       SET is_open = (n.state = 'open'), due_on = n.due_on, reported_on = n.reported_on
      FROM new_rows n JOIN old_rows w ON w.id = n.id
     WHERE o.commitment_id = n.id
       AND (n.state, n.due_on, n.reported_on) IS DISTINCT FROM (w.state, w.due_on, w.reported_on);
    RETURN NULL;
END $$;

UPDATE commitments_owner o SET due_on = c.due_on, reported_on = c.reported_on
  FROM commitments_commitment c
 WHERE c.id = o.commitment_id AND (c.due_on IS NOT NULL OR c.reported_on IS NOT NULL);
"""
FOLLOW_LESS = """
CREATE OR REPLACE FUNCTION samspill_owner_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_open := coalesce(
        (SELECT state = 'open' FROM commitments_commitment WHERE id = NEW.commitment_id),
        NEW.is_open);
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION samspill_owners_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE commitments_owner o SET is_open = (n.state = 'open')
      FROM new_rows n JOIN old_rows w ON w.id = n.id
     WHERE o.commitment_id = n.id AND n.state <> w.state;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0003_what_may_be_left_blank"),
        ("commitments", "0004_opened_for_their_owners"),
        ("common", "0006_health_region"),
        ("parties", "0005_what_may_be_left_blank"),
    ]

    operations = [
        migrations.AddField(
            model_name="owner", name="due_on", field=models.DateField(editable=False, null=True)
        ),
        migrations.AddField(
            model_name="owner",
            name="reported_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.RunSQL(FOLLOW, FOLLOW_LESS),
        migrations.AddIndex(
            model_name="owner",
            index=models.Index(
                fields=["party"],
                include=("partnership", "due_on", "reported_on"),
                name="commitments_owner_figures",
                condition=models.Q(("is_open", True)),
            ),
        ),
        migrations.AddIndex(
            model_name="owner",
            index=models.Index(
                fields=["party", "-reported_on", "-commitment"],
                name="commitments_owner_said",
                condition=models.Q(("party__isnull", False), ("reported_on__isnull", False)),
            ),
        ),
        migrations.AddIndex(
            model_name="owner",
            index=models.Index(
                fields=["body", "-reported_on", "-commitment"],
                name="commitments_owner_body_said",
                condition=models.Q(("body__isnull", False), ("reported_on__isnull", False)),
            ),
        ),
    ]
