"""One function a question; a fixed number of statements each, whatever the number of units."""
