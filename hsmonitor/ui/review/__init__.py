"""The review: a queue, one challenge a screen, a decision; and meetings with their minutes."""
