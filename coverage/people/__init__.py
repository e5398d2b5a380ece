"""Who uses the product: signing in, the own password."""
