"""What follows an order: a request for a review, and a reminder before a bottle is empty."""
