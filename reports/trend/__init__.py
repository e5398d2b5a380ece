"""A unit's months one after another: values, words, table and chart."""
