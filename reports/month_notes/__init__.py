"""What is said of a month's number: the office's note, else what those who reported explained."""
