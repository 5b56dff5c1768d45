/// Simplex.
