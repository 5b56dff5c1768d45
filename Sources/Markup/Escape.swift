// Escaping in one pass over UTF-8: runs without special bytes are copied whole.

extension [UInt8] {
    mutating func append(literal: StaticString) {
        guard literal.hasPointerRepresentation else {
            append(contentsOf: String(literal.unicodeScalar).utf8)
            return
        }
        append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Appends `text` so that it can stand in text and in a quoted attribute, and is shown as it was written.
    /// NUL, which a browser drops, becomes U+FFFD: what it kept apart stays apart.
    mutating func appendEscaped(_ text: some StringProtocol) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped(utf8: $0) }
        if done == nil { Array(text.utf8).withUnsafeBufferPointer { appendEscaped(utf8: $0) } }
    }

    mutating func appendEscaped(utf8: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in utf8.indices where utf8[index].isSpecial {
            append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
            append(literal: utf8[index].replacement)
            start = index + 1
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
}

extension UInt8 {
    /// One bit for each of the special bytes; all of them are below 64.
    private static let specials: UInt64 = 1 | 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E

    fileprivate var isSpecial: Bool { self < 64 && Self.specials & (1 &<< UInt64(self)) != 0 }

    fileprivate var replacement: StaticString {
        switch self {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: "\u{FFFD}"
        }
    }
}

// MARK: - Where text may not stand

extension HTML {
    /// Whether escaped text is safe at the end of what is written so far: not in an attribute that takes an address or code, and
    /// not where an attribute's value would stand without double quotes.
    ///
    /// That depends on the literals alone, never on the data, so the first test that shows the page finds the mistake.
    func mayTakeText() -> Bool {
        guard openAttributeTakesAddressOrCode || startsBareAttribute else { return true }
        assertionFailure(
            "Attributes stand in double quotes, and those that take an address take \\(link:): \(text.suffix(80))")
        return false
    }

    var openAttributeTakesAddressOrCode: Bool { openAttribute().map(HTML.takesAddressOrCode) ?? false }

    /// Whether an attribute's value starts here without quotes, or in single ones.
    var startsBareAttribute: Bool {
        let equals = bytes.last == UInt8(ascii: "'") ? bytes.dropLast() : bytes[...]
        guard equals.last == UInt8(ascii: "=") else { return false }
        let bracket = equals.last { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
        return bracket == UInt8(ascii: "<")
    }

    /// The name of the attribute whose quotes are still open at the end, if there is one. The way back ends at the last bracket
    /// or quote, which in a page is never far.
    private func openAttribute() -> String? {
        bytes.withUnsafeBufferPointer { bytes in
            var quote = bytes.count - 1
            while quote > 0, !bytes[quote].endsMarkup { quote -= 1 }
            guard quote > 0, bytes[quote] == UInt8(ascii: "\""), bytes[quote - 1] == UInt8(ascii: "=") else {
                return nil
            }
            var start = quote - 1
            while start > 0, bytes[start - 1].isNamePart { start -= 1 }
            return String(decoding: bytes[start..<(quote - 1)], as: UTF8.self).lowercased()
        }
    }

    private static func takesAddressOrCode(_ name: String) -> Bool {
        switch name {
        case "href", "src", "srcset", "action", "formaction", "poster", "data", "ping", "srcdoc", "style": true
        default: name.hasPrefix("on")
        }
    }
}

extension UInt8 {
    fileprivate var endsMarkup: Bool {
        self == UInt8(ascii: "\"") || self == UInt8(ascii: ">") || self == UInt8(ascii: "<")
    }

    fileprivate var isNamePart: Bool {
        isASCIILetterOrDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }

    var isASCIILetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
