"""A grid of typed cells, whatever they hold: its words, and what is kept of a save."""
