"""The page most readers open: where a unit stands, and which of its parts is behind."""
