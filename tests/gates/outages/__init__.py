"""G2, G4 and G9: the bot dies at each step, loses its connection, or is away for long."""
