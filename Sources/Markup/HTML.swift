/// HTML.
