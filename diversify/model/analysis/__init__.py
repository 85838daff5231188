"""Questions put to the model: what moved a result, which lever did what, what holds under another closure."""
