"""Running the product: its database, server, backup, static files, catalogues, administration."""
