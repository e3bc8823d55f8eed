"""A lean Discord for measuring: it remembers next to nothing, checks nothing, and is as quick as it can be."""
