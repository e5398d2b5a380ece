"""Targets of a document out of a workbook: the template, the columns, the dry run; its pages."""
