/// Disclosure.
