"""Meetings: freezing the data of a moment, and what was adjusted since; their pages."""
