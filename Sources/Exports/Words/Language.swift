/// What one language calls things in the exports of the tools that are read: the one place to look when a file in that
/// language is not understood. Everything is written as people would list it, and parsed once.
///
///     headings: "start time: Startzeit | Beginn"     // what the English export has, then what this language has
///     words:    "organisation: Organisation | Firma" // single words of questions; the English may be empty
///     values:   "attended: teilgenommen"             // what stands in cells
///     months:   "Januar Jänner | Februar | …"        // in their order
///     units:    "h: Stunde Stunden Std"              // lengths of time, by d, h, m or s
///
/// Case, accents and marks are not told apart; beginnings of months of three letters or more are months too.
struct Language: Sendable {
    /// BCP 47.
    var code: String
    /// In English, for sentences.
    var name: String
    var headings: String
    var words: String
    var values: String
    var months: String
    var units: String

    static let all: [Language] = [
        .german, .french, .spanish, .italian, .dutch, .portuguese, .polish, .welsh,
    ]

    /// The entries of a list in the form above: what this language has, by `Vocabulary.plain`, and its English.
    static func entries(_ list: String) -> [(foreign: String, english: String)] {
        list.split(separator: "\n").flatMap { line -> [(foreign: String, english: String)] in
            guard let colon = line.firstIndex(of: ":") else { return [] }
            let english = Words.tidy(line[..<colon])
            return line[line.index(after: colon)...].split(separator: "|").map {
                (Vocabulary.plain(Words.key($0)), english)
            }
        }
    }
}
