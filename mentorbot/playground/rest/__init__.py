"""Discord's HTTP interface for bots, as far as this bot uses it; anything else is answered by its name."""
