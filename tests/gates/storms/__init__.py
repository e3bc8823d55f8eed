"""G5: a wire on which one request in twenty goes wrong."""
