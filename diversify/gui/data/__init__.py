"""The page for data: the base table, identities, sources, parameters, tables of one's own, hindcasts."""
