"""What several tests stand on: the lab and its parts as a person uses them, made-up records, a clock that tests set."""
