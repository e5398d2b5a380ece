"""Any table of any page as a workbook, read off the very page the reader has before them."""
