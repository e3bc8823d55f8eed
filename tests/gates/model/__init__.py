"""What product.md promises, in plain Python: one statement of the rules, by which G11, G1, G2 and G7 are judged."""
