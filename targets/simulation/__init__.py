"""A made-up demo, marked as simulated: figures, denominators and targets grown from a seed.

`demo`, `store` and `store_plans` meet the database; the other modules are arithmetic alone.
"""
