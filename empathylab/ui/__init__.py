"""Everything with windows. Qt lives here and in what stands above."""
