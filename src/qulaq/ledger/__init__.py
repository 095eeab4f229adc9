"""What happened, so that nobody can change it unseen: events, outbox, Merkle log with receipts."""
