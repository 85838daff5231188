"""The desktop window: levers, charts, tiles and files around one session. Nothing below it knows Qt."""
