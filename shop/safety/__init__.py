"""Reports of skin reactions: data about health, read by few, kept for ten years."""
