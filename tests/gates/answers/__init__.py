"""G6: every wrong answer of Discord's, at every kind of call."""
