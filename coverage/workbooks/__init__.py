"""Workbooks as data: read in a child process, laid out, matched with units; knows no figures."""
