"""The entry grid: what a clerk sees of a month, what came back typed, what is kept of a save."""
