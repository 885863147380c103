"""Entries are found by their words within a helsefellesskap, not by words that all share."""

import django.contrib.postgres.indexes
from django.db import migrations
from django.db.models import F, Func

# Every part of it is written in C: it is asked of each entry that is written. array_to_string is
# of texts here, so what comes of it is always the same. Unsafe to carry out in parallel (as it is
# when nothing else is said): workers take longer to start than to find an entry.
FUNCTION = r"""
CREATE FUNCTION samspill_words_within(partnership bigint, words tsvector) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT string_to_array(
        partnership || ':' || array_to_string(
            tsvector_to_array(words), E'\x01' || partnership || ':'
        ),
        E'\x01'
    )
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION samspill_words_within(bigint, tsvector)"),
        migrations.RemoveIndex(model_name="searchentry", name="portal_search_vector"),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                Func(F("partnership"), F("vector"), function="samspill_words_within"),
                name="portal_search_words",
            ),
        ),
    ]
