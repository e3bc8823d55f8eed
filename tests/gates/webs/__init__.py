"""G11: the services on a database in memory, driven by chance and held against the model."""
