"""G13: everything that might show a secret, in one world."""
