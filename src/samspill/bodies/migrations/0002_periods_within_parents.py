from django.db import migrations

from samspill.common.triggers import inside_parent

INSIDE = [
    ("bodies_mandate", "bodies_body", "body_id"),
    ("bodies_compositionrule", "bodies_body", "body_id"),
    ("bodies_seat", "bodies_body", "body_id"),
    ("bodies_term", "bodies_seat", "seat_id"),
    ("bodies_office", "bodies_body", "body_id"),
    ("bodies_office", "bodies_seat", "seat_id"),
]


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_keeps"), ("bodies", "0001_initial")]

    operations = [
        inside_parent(child=child, parent=parent, column=column) for child, parent, column in INSIDE
    ]
