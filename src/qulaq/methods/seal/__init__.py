"""Proofs that stand without the site: the Merkle log with its receipts, and electronic signatures."""
