"""The check of a printed report: typed in, judged within a time, shown."""
