"""Protect answers from crashes and full disks with outboxes, journals, leases, and backups."""
