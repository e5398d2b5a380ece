"""Months out of workbooks: the template, the columns, the dry run, the confirmation; its pages."""
