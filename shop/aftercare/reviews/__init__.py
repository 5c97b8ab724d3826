"""Review requests, and the reviews that buyers write from them."""
