"""Workbooks in: a file becomes a book of cells, the cells become figures to be confirmed."""
