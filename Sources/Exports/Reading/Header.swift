/// The headings of a table, in English whatever their language.
struct Header {
    var headings: [Heading]
    var keys: Set<String>
    /// The parts of who somebody is that the headings name.
    var identities: Set<Meaning>
    /// Cells of the heading line, those included that have nothing in them.
    var width: Int
    /// Position in `Language.all` of the language that the headings are in; nil for English.
    var language: Int?

    init(_ fields: [String]) {
        width = fields.count
        var headings = fields.map(Heading.init)
        while headings.last?.key.isEmpty == true { headings.removeLast() }
        let own = headings.map(\.key)
        if own.contains(where: { !$0.isEmpty }) { Self.translate(&headings, language: &language) }
        self.headings = headings
        keys = Set(headings.map(\.key))
        identities = Set(headings.lazy.filter { $0.key.utf8.count <= 120 }.compactMap { Meaning.identity($0.key) })
    }

    private static func translate(_ headings: inout [Heading], language: inout Int?) {
        language = Vocabulary.language(of: headings.map(\.key))
        for index in headings.indices {
            let key = headings[index].key
            guard !key.isEmpty, key.utf8.count <= 120 else { continue }
            if let language, let english = Vocabulary.english(key, in: language) {
                headings[index].key = english
            } else if let english = Vocabulary.bilingual(headings[index].text) {
                headings[index].key = english
            }
        }
    }

    /// True for the same headings again, as in two exports pasted together.
    func isRepeated(by fields: [String]) -> Bool {
        zip(headings, fields).allSatisfy { $0.text == Words.tidy($1) } && fields.count >= headings.count
    }

    func has(_ wanted: String...) -> Bool { wanted.allSatisfy(keys.contains) }

    func hasAny(_ wanted: Set<String>) -> Bool { !keys.isDisjoint(with: wanted) }

    func count(of wanted: Set<String>) -> Int { keys.intersection(wanted).count }

    /// How many headings say something.
    var filled: Int { headings.count { !$0.key.isEmpty } }
}
