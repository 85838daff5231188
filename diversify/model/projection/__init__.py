"""The dynamic model: parameters, scenarios, the equations of a year, the loop over years and its result."""
