"""Pictures, one module a noun; matplotlib is imported when the first is drawn."""
