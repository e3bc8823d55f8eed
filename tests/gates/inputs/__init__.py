"""G12: what is thrown at every command, form, press, word and table."""
