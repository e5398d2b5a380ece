"""What the administration pages share; each app's admin.py registers its own."""
