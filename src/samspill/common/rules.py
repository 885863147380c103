"""Who may see what is common to all: the audit trail."""

from samspill.common.permissions import Rule, nobody, secretariat

AUDIT = Rule(see=secretariat, actions={"change": nobody})
