from django.db import migrations, models

ON_TRACK = """
UPDATE commitments_legendstatus AS status SET on_time = true
  FROM commitments_statuslegend AS legend
 WHERE legend.id = status.legend_id AND legend.slug = 'arbeid' AND status.slug = 'on_track'
"""


class Migration(migrations.Migration):
    dependencies = [("commitments", "0005_owners_follow_dates")]

    operations = [
        migrations.RenameField("legendstatus", "ends", "closes"),
        migrations.AddField(
            "legendstatus",
            "on_time",
            models.BooleanField(default=False, verbose_name="Says that it goes as planned"),
        ),
        migrations.RunSQL(ON_TRACK, migrations.RunSQL.noop),
    ]
