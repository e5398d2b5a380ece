"""All figures of a unit and below as one workbook, written by a process of its own."""
