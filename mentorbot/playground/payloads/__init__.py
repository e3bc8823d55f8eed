"""The practice Discord's values in the JSON that Discord gives to bots."""
