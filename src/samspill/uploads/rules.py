"""Who may see and carry out what was read from a workbook."""

from samspill.common.permissions import Own, Rule, secretariat

_own = Own("user_id", is_user=True)

UPLOAD = Rule(see=secretariat & _own, actions={"add": secretariat, "change": secretariat & _own})
