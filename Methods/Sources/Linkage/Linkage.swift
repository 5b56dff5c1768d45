/// Linkage.
