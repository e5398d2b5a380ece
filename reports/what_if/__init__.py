"""What would follow if: typed, computed, shown, saved by name; never a figure."""
