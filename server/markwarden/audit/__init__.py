"""Who changed what, and when: an append-only trail, and a store that writes it with every change."""

from markwarden.audit.actor import act, acting, actor
from markwarden.audit.audited import AuditedStore
from markwarden.audit.difference import Change
from markwarden.audit.trail import Entry, Trail

__all__ = ["AuditedStore", "Change", "Entry", "Trail", "act", "acting", "actor"]
