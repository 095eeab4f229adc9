"""The demonstration: one region with invented officials and cases in every state, made through acts."""
