"""What staff talk about, and the rules that hold for it. No session, no file, no Qt."""
