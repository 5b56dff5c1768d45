/// The parts of a mail's text: what the plain text says by its layout, and the HTML shows.
///
/// - blank lines part paragraphs
/// - a paragraph of lines that each begin with `- ` is a list
/// - a line that ends with a colon and, below it, an address alone are something to press
/// - what follows a line `--` says who sends the mail and why
struct Letter: Hashable, Sendable {
    enum Block: Hashable, Sendable {
        case paragraph(String)
        case list([String])
        case action(label: String, url: String)
    }

    var blocks: [Block]
    var footer: [String]

    init(blocks: [Block], footer: [String] = []) {
        self.blocks = blocks
        self.footer = footer
    }
}

extension Letter {
    var text: String {
        let signature = footer.isEmpty ? [] : ["-- \n" + footer.joined(separator: "\n")]
        return (blocks.map(\.text) + signature).joined(separator: "\n\n")
    }

    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let end = lines.lastIndex { $0 == "-- " || $0 == "--" } ?? lines.endIndex
        blocks = lines[..<end].split(whereSeparator: \.trimmingWhitespace.isEmpty).map { Block(lines: Array($0)) }
        footer = lines[end...].dropFirst().filter { !$0.trimmingWhitespace.isEmpty }
    }
}

extension Letter.Block {
    fileprivate var text: String {
        switch self {
        case .paragraph(let words): words
        case .list(let items): items.map { "- \($0)" }.joined(separator: "\n")
        case .action(let label, let url): "\(label):\n\(url)"
        }
    }

    fileprivate init(lines: [String]) {
        if lines.count == 2, lines[0].hasSuffix(":"), Self.isAddress(lines[1]) {
            self = .action(label: String(lines[0].dropLast()), url: lines[1].trimmingWhitespace)
        } else if lines.allSatisfy({ $0.hasPrefix("- ") }) {
            self = .list(lines.map { String($0.dropFirst(2)) })
        } else {
            self = .paragraph(lines.joined(separator: "\n"))
        }
    }

    private static func isAddress(_ line: String) -> Bool {
        let plain = line.trimmingWhitespace
        return (plain.hasPrefix("https://") || plain.hasPrefix("http://")) && !plain.contains(where: \.isWhitespace)
    }
}
