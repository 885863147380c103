"""A year outside the calendar of the files was never one: it is not known."""

from django.db import migrations
from django.db.models import Q


def forget(apps, schema_editor):
    sources = apps.get_model("common", "Source")._base_manager
    sources.filter(~Q(year__range=(1800, 2200))).update(year=None)


class Migration(migrations.Migration):
    dependencies = [("common", "0006_all_plans_entered")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
