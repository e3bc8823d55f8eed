"""What Discord refuses as an invalid form, and the shape it gives to what it takes."""
