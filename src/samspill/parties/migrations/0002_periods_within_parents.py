from django.db import migrations

from samspill.common.triggers import inside_parent

INSIDE = [
    ("parties_partyname", "parties_party", "party_id"),
    ("parties_partynumber", "parties_party", "party_id"),
    ("parties_participation", "parties_party", "party_id"),
    ("parties_regionmembership", "parties_region", "region_id"),
    ("parties_regionmembership", "parties_party", "party_id"),
]


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_keeps"), ("parties", "0001_initial")]

    operations = [
        inside_parent(child=child, parent=parent, column=column) for child, parent, column in INSIDE
    ]
