"""G7: many people reach for one question."""
