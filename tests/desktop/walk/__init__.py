"""A walk over everything one can see at the desk, and what it looks for."""
