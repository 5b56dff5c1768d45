/// Similarity.
