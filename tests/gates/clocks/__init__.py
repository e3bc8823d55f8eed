"""G8: nights on which clocks change, are set and sleep."""
