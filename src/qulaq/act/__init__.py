"""Room four: routing, answers, commitments, on time."""
