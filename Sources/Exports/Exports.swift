/// Exports.
