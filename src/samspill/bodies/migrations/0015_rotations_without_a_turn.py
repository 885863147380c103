"""Takes away the rotations that say nothing: neither how long a turn is, nor what is the opposite.

Lost with such a row are the office that it was for, the order of the parties and the day of the first turn;
without the length of a turn they told nobody whose turn it is. Going back does not bring it back.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("bodies", "0014_office_numbers")]

    operations = [
        migrations.RunSQL(
            "DELETE FROM bodies_rotation WHERE opposite_office = '' AND months IS NULL",
            migrations.RunSQL.noop,
        ),
    ]
