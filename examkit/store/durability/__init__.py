"""Journal, outbox, leases, and backups: what keeps answers through faults."""
