"""What mentorbot remembers: one door to the database, one file of queries a noun."""
