"""G3, G10 and G15: disks that lose, fail or are locked, and whoever is cancelled in the midst."""
