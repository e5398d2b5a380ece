"""What counts: who is expected to report what, and when."""
