"""Whether the figures as a whole hold together: every history unbroken, every sum conserved."""
