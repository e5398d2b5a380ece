"""What every page draws on: values, sums, sources, standing, blocks of rows, small drawings."""
