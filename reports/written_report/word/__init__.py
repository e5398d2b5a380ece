"""The committee's written report as a Word document, laid out as Nghị định 30/2020/NĐ-CP has it.

Every number links to a bookmark in the list of sources at the end: bookmarks and links read the
same in Word and LibreOffice, keep one entry for a source however often it is cited, and leave the
foot of the page free, which forty footnotes would not.
"""
