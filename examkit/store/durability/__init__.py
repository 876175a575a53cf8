"""Outbox, journal, leases, and backups: they save answers from crashes and full disks."""
