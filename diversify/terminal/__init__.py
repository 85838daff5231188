"""The door for the terminal: arguments, commands, and what they print."""
