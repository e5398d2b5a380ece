"""Acts: merging, splitting, moving, renaming units; correcting what a unit is called."""
