/// Allocation.
