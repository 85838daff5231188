"""The page of levers: what a policy analyst moves."""
