"""Reading workbooks safely: looked over, then parsed in a process with limits of its own."""

from coverage.workbooks.reading.supervised import read_book
