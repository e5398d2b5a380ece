"""The check of a printed report, typed, pasted or taken from what is stored; nothing is kept."""
