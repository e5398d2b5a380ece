"""How much of a workbook is read, and what reading may cost.

The largest honest file known is one month of the nation: 3.321 communes, up to 30 columns. Each
limit lies a few times above what that needs, so that no honest file meets one by accident.
"""

MEGABYTE = 1024 * 1024

# The file: a sheet of 20.000 × 12 numbers takes 2,5 MB.
FILE_BYTES = 10 * MEGABYTE
PARTS = 2_000  # a sheet with notes, drawings and tables has up to eight
UNPACKED_BYTES = 128 * MEGABYTE
PART_BYTES = 40 * MEGABYTE
# Sheets of equal rows shrink to a fiftieth; deflate's utmost is about 1 : 1.030.
RATIO = 200
RATIO_COUNTS_FROM = MEGABYTE

# The workbook
SHEETS = 200  # one a month for sixteen years
ROWS = 50_000
COLUMNS = 256  # the width of the sheets of Excel 97
CELLS = 250_000  # with content, in the whole workbook: 20.000 × 12
CELL_TEXT = 32_767  # what Excel itself lets into a cell
ALL_TEXT = 6_000_000  # characters of all cells together
MERGES = 10_000  # in one sheet
STYLES = 65_490  # what Excel itself allows
# XML elements in all parts together: formatted blanks cost time as cells do.
ELEMENTS = 800_000
DEPTH = 64  # elements within elements; a workbook has about ten
NAMES = 1_000  # of elements, in one part; the vocabulary of sheets has some 400
ATTRIBUTES = 100  # of one element; page set-up has 19
VOCABULARY_NAME = 200  # characters; the longest in use has 70
TAG_BYTES = MEGABYTE  # one tag or comment

# The process that reads: the largest workbook within the limits above takes half of this.
MEMORY_BYTES = 512 * MEGABYTE
CPU_SECONDS = 15
WALL_SECONDS = 60  # what a busy machine makes of the CPU time
OPEN_FILES = 16
ANSWER_BYTES = 64 * MEGABYTE
