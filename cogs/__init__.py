"""Thin Discord commands: each turns an event into one call of a service."""
