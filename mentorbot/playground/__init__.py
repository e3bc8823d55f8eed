"""The practice server: a small Discord on this computer, for trying and testing the bot."""
