"""A year outside the calendar of the files was never one: it is not known."""

from django.db import migrations
from django.db.models import Q


def forget(apps, schema_editor):
    facilities = apps.get_model("parties", "Facility")._base_manager
    facilities.filter(~Q(started_year__range=(1800, 2200))).update(started_year=None)


class Migration(migrations.Migration):
    dependencies = [("parties", "0006_formerly_called")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
