"""The embedded PostgreSQL: its folder, its start, its processes."""
