"""What does not hold in units' months: looked up for what is typed, recorded for what counts."""
