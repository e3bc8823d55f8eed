"""Values and pure rules; time and chance are passed in."""
