"""G14: people who do everything there is to do, and what is left of them."""
