"""The committee's written report as a value: sentences made from facts, each number with a source.

Pure: rows of an overview in, sections out. The report's language is Vietnamese whatever the
reader's; its wording stands in `sentences.py` alone. A sentence whose numbers are not all known is
not made: what is missing is listed instead.
"""
