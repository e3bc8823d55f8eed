"""Measures what the bot costs; `python -m benchmarks` runs all of it, docs/benchmarks.md says what came out."""
