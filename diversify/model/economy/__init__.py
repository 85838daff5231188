"""The accounts of a base year: reading, checking, rolling forward, and Azerbaijan's own data."""
