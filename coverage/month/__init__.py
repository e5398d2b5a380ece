"""A clerk's month: its grid, checks, submission and states, its findings and history; its pages."""
