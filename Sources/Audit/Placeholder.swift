package enum AuditFloor {}
