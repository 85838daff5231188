"""The page that explains: which lever did what, why, through whom, and where the numbers come from."""
