"""What the search finds of cases and meetings; see ``common/findable.py``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspill.cases.models import AgendaItem, Case, CaseNumber, Meeting
from samspill.common.findable import Findable

CASES = """
SELECT 'case-' || record.id, 'case', 'case-' || record.id,
       left(concat_ws(' ', (SELECT string_agg(number.written, ', ' ORDER BY number.id)
                            FROM cases_casenumber number WHERE number.case_id = record.id),
                      record.title), 500),
       coalesce((SELECT string_agg(array_to_string(number.spelled, ' '), ' ')
                 FROM cases_casenumber number WHERE number.case_id = record.id), ''),
       concat_ws(' ', samspill_published(record.question), samspill_published(record.background),
                 samspill_published(record.assessment), samspill_published(record.proposal),
                 (SELECT string_agg(samspill_published(item.decision) || ' '
                                    || samspill_published(item.reason), ' ' ORDER BY item.id)
                  FROM cases_agendaitem item
                  JOIN cases_meeting meeting ON meeting.id = item.meeting_id
                  WHERE item.case_id = record.id AND item.is_public
                        AND meeting.minutes IN ('approved', 'elsewhere'))),
       NULL::date, NULL::date, true, '', {case}, ''
FROM cases_case record
WHERE record.partnership_id = %(partnership)s AND record.is_public
      AND record.state IN ('accepted', 'closed')
      AND (%(case)s::bigint[] IS NULL OR record.id = ANY(%(case)s::bigint[]))
"""


def cases_of(meeting: Meeting) -> list[int]:
    """The cases that a meeting treats: what it decided is found when its minutes are open."""
    items = AgendaItem.objects.filter(meeting=meeting).exclude(case=None)
    return list(items.values_list("case", flat=True))


FINDABLE = (
    Findable(
        kind="case",
        label=_("Cases"),
        order=65,
        owner=Case,
        under={CaseNumber: "case_id", AgendaItem: "case_id", Meeting: cases_of},
        entries=CASES,
        pages={"case": {"slug": "record.slug"}},
        weight=0.1,
    ),
)
