"""What is looked at: services here, and whatever a room above registers."""
