"""Turns values into words, embeds and components: the only place where people's sentences are put together."""
