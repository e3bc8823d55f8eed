"""What gates share that play on the practice server: bots to kill, crowds, and whoever judges what is left."""
