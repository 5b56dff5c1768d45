import Foundation

/// A file of Swift, parted into what the compiler reads as code, what stands in string literals, and comments. The rules of the
/// architecture look at each for itself: a table's name is a breach in SQL, not in a sentence.
struct SourceText: Sendable {
    var code = ""
    /// Each string literal whole, with a blank where a value is put in.
    var strings: [String] = []

    init(_ text: String) {
        var reader = Lexer(Array(text.utf8))
        reader.readCode(untilParenthesis: false)
        code = String(decoding: reader.code, as: UTF8.self)
        strings = reader.strings
    }

    /// The names in the code, each once, but for those that are said to be of another module: `Markup.Figure` is not our `Figure`.
    var names: Set<String> {
        let modules = Set(imported)
        return code.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
            .reduce(into: []) { names, chain in
                let pieces = chain.split(separator: ".").map(String.init)
                let isOfModule = pieces.count > 1 && modules.contains(pieces[0])
                names.formUnion(isOfModule ? [pieces[0]] + pieces.dropFirst(2) : pieces)
            }
    }

    /// The modules that it imports.
    private var imported: [String] {
        code.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").prefix(3)
            guard let place = words.firstIndex(of: "import"), place < 2 else { return nil }
            return words.dropFirst(place + 1).first.map(String.init)
        }
    }

    /// Swift's tokens as far as these rules need them: comments, literals with interpolations, and the rest.
    private struct Lexer {
        let bytes: [UInt8]
        var place = 0
        var code: [UInt8] = []
        var strings: [String] = []

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func readCode(untilParenthesis isInside: Bool) {
            var depth = 0
            while place < bytes.count {
                if skipComment() || readString() { continue }
                let byte = bytes[place]
                if isInside, byte == UInt8(ascii: ")") {
                    if depth == 0 { return }
                    depth -= 1
                }
                if isInside, byte == UInt8(ascii: "(") { depth += 1 }
                code.append(byte)
                place += 1
            }
        }

        private func sees(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

        private mutating func skipComment() -> Bool {
            let (isLine, isBlock) = (sees("//"), sees("/*"))
            guard isLine || isBlock else { return false }
            let end = isLine ? "\n" : "*/"
            while place < bytes.count, !sees(end) { place += 1 }
            if isBlock { place = min(place + 2, bytes.count) }
            code.append(UInt8(ascii: " "))
            return true
        }

        /// Reads a literal whose values are code of their own.
        private mutating func readString() -> Bool {
            guard sees("\"") else { return false }
            let quote = sees("\"\"\"") ? "\"\"\"" : "\""
            place += quote.utf8.count
            var text: [UInt8] = []
            while place < bytes.count, !sees(quote) {
                if sees("\\(") {
                    place += 2
                    readCode(untilParenthesis: true)
                    place += 1
                    text.append(UInt8(ascii: " "))
                } else if sees("\\") {
                    text += bytes[place..<min(place + 2, bytes.count)]
                    place += 2
                } else {
                    text.append(bytes[place])
                    place += 1
                }
            }
            place = min(place + quote.utf8.count, bytes.count)
            strings.append(String(decoding: text, as: UTF8.self))
            code.append(UInt8(ascii: " "))
            return true
        }
    }
}
