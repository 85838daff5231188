"""A finished result leaves the program: pictures and tables as files."""
