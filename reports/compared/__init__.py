"""One indicator compared among the parts of a unit: ranking, small lines, heat table, changes."""
