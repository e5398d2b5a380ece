"""How Vietnam writes: numbers, months, names, rates, texts of old fonts. Standard library only."""
