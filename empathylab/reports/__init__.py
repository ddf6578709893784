"""Everything that leaves the lab: tables, reports, paper."""
