"""Loads what the product must know before anyone reports: units, indicators, published figures.

The files are in `fixtures/`; what is loaded twice stays as it is.
"""
