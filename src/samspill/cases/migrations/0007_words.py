import django.contrib.postgres.indexes
from django.db import migrations
from django.db.models import F, Func

# Each word stands with its helsefellesskap, so that one does not pay for what all others have
# written; see ``cases/words_within.py``.
FUNCTIONS = r"""
CREATE FUNCTION samspill_cases_words(partnership bigint, said text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(partnership || ':' || word), '{}')
    FROM unnest(tsvector_to_array(to_tsvector(
        'norwegian'::regconfig, translate(samspill_published(said), '/.@', '   ')))) AS word
$$;
CREATE FUNCTION samspill_item_words(partnership bigint, title text, decision text, reason text)
RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
    SELECT samspill_cases_words(partnership, title || E'\n' || decision || E'\n' || reason)
$$;
CREATE FUNCTION samspill_case_words(
    partnership bigint, title text, question text, background text, assessment text, proposal text)
RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT AS $$
    SELECT samspill_cases_words(partnership, concat_ws(
        E'\n', title, samspill_published(question), samspill_published(background),
        samspill_published(assessment), samspill_published(proposal)))
$$;
"""
DROP = """
DROP FUNCTION samspill_case_words(bigint, text, text, text, text, text);
DROP FUNCTION samspill_item_words(bigint, text, text, text);
DROP FUNCTION samspill_cases_words(bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_represented"),
        ("common", "0009_published"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        migrations.AddIndex(
            model_name="agendaitem",
            index=django.contrib.postgres.indexes.GinIndex(
                Func(
                    F("partnership"),
                    F("title"),
                    F("decision"),
                    F("reason"),
                    function="samspill_item_words",
                ),
                name="cases_item_words",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                Func(
                    F("partnership"),
                    F("title"),
                    F("question"),
                    F("background"),
                    F("assessment"),
                    F("proposal"),
                    function="samspill_case_words",
                ),
                name="cases_case_words",
            ),
        ),
    ]
