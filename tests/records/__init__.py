"""What the record file keeps, refuses, survives and becomes."""
