extension FieldErrors {
    /// Says what is wrong with a text: that it is missing, or longer than `most` characters.
    mutating func check(_ field: String, _ text: String, missing: String? = nil, most: Int) {
        if let missing, text.isEmpty { add(field, missing) }
        if text.count > most { add(field, "This can have \(Number.grouped(most)) characters at most") }
    }

    /// Reads a day with a time. Says what is wrong with it, and then is nil; nil without a word when nothing was typed.
    mutating func moment(
        _ field: String, _ text: String, missing: String? = nil, usual: TypedMoment.Clock? = nil
    ) -> Instant? {
        guard !text.isEmpty else {
            if let missing { add(field, missing) }
            return nil
        }
        guard let typed = TypedMoment(text) else {
            add(field, "“\(text)” is not a date that we can read. Write it like 27 January 2022, 10 am")
            return nil
        }
        guard let clock = typed.clock ?? usual else {
            add(field, "Say the time as well, like 27 January 2022, 10 am")
            return nil
        }
        return typed.london(or: clock).instant
    }
}
