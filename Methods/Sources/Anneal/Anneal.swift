/// Anneal.
