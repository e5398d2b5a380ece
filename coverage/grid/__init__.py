"""A grid of typed cells, whatever they hold: what it says, what is kept of a save and of a lost one."""
