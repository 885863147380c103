"""The rows under an item as texts in a form: duties, proposals, seats that left."""

from __future__ import annotations

from samspill.cases.models import FollowUp, Proposal, Recusal


def of_duty(one: FollowUp) -> tuple[str, dict[str, str]]:
    due = one.due_on.isoformat() if one.due_on else ""
    return one.slug, {"text": one.text, "owner": owner_key(one), "due": due}


def owner_key(one: FollowUp) -> str:
    """Who is to do it, as the choice that names it."""
    if one.party_id:
        return f"party:{one.party_id}"
    if one.body_id:
        return f"body:{one.body_id}:{one.role}" if one.role else f"body:{one.body_id}"
    return ""


def of_proposal(one: Proposal) -> tuple[str, dict[str, str]]:
    return one.slug, {"text": one.text, "seat": str(one.seat_id or "")}


def of_recusal(one: Recusal) -> tuple[str, dict[str, str]]:
    values = {"seat": one.seat_id, "substitute": one.substitute_id or "", "reason": one.reason}
    return f"plass-{one.seat_id}", {place: str(value) for place, value in values.items()}
