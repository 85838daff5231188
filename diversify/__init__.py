"""`diversify` projects Azerbaijan's economy to 2050 under choices about artificial intelligence and oil."""

__version__ = "0.1.0"
