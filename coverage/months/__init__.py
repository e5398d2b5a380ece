"""A unit's month: its rules, its states, its submission, and who has reported."""
