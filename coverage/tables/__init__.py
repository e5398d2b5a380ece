"""Tables of pages: each column gives the page its cell and the workbook the exact value."""
