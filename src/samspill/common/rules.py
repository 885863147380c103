"""Who may see what is common to all: the audit trail, and what is typed and not saved."""

from samspill.common.permissions import Own, Rule, any_role, nobody, secretariat

own = Own("user_id", is_user=True)

AUDIT = Rule(see=secretariat, actions={"change": nobody})
UNSAVED = Rule(see=any_role & own, actions={"change": any_role & own})
"""What is being typed is its writer's alone; the secretariat sees no more of it than others."""
SUBMISSION = Rule(see=nobody, actions={"change": nobody})
