"""What the benchmark of the pages measures, and the data it makes for itself."""
