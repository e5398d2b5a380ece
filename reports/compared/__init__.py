"""One indicator compared among the parts of a unit: ranking, small charts, heat table, changes."""
