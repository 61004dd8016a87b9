"""The learning rules: what they share, those of the library, and functions of the user."""
