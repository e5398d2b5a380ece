"""Workbooks as data, and what all imports share: read in a child process, laid out, judged, shown.

Knows no figures, no months and no targets.
"""
