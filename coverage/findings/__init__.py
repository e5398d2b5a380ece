"""Findings: what the checks found in figures at hand, put into words, and what is followed up."""
