"""From events, texts and answers to numbers: pure functions, so that everything can be computed again."""
