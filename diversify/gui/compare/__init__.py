"""The page that holds open scenarios against each other: levers, inputs, results, charts, history."""
