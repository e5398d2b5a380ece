"""Backups: made while in use, tried by restoring them, restored into an empty install."""
