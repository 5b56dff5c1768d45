import Markup
import Names
import Store

/// The questions of a programme as somebody typed them: a block each, in the order of their numbers; those without a question
/// are left out.
struct QuestionsForm: Sendable {
    static let most = 40
    /// Empty blocks at the end, for more.
    static let spare = 3

    struct Block: Sendable {
        var key = ""
        var place = ""
        var section = ""
        var label = ""
        var hint = ""
        var kind = Question.Kind.long.rawValue
        var isRequired = true
        var words = ""

        var isEmpty: Bool { label.isEmpty && hint.isEmpty }
    }

    private(set) var blocks: [Block]

    init(_ form: ApplicationForm?) {
        blocks = (form?.questions ?? []).enumerated().map { place, one in
            Block(
                key: one.key, place: "\(place + 1)", section: one.section, label: one.label, hint: one.hint,
                kind: one.kind.rawValue, isRequired: one.isRequired, words: one.guidanceWords.map { "\($0)" } ?? "")
        }
        let wanted = min(Self.most, blocks.count + Self.spare)
        while blocks.count < wanted { blocks.append(Block(place: "\(blocks.count + 1)")) }
    }

    init(_ data: FormData) {
        blocks = (0..<Self.most).compactMap { place in
            guard data.has("label-\(place)") else { return nil }
            return Block(
                key: data.text("key-\(place)"), place: data.text("place-\(place)"),
                section: data.text("section-\(place)"),
                label: data.text("label-\(place)"), hint: data.text("hint-\(place)"), kind: data.text("kind-\(place)"),
                isRequired: data.flag("required-\(place)"), words: data.text("words-\(place)"))
        }
    }

    var data: FormData {
        FormData(
            blocks.enumerated().flatMap { place, block in
                [
                    ("key-\(place)", [block.key]), ("label-\(place)", [block.label]), ("hint-\(place)", [block.hint]),
                    ("section-\(place)", [block.section]), ("kind-\(place)", [block.kind]),
                    ("words-\(place)", [block.words]), ("required-\(place)", block.isRequired ? ["yes"] : []),
                    ("place-\(place)", [block.place]),
                ]
            })
    }

    /// What was typed as questions, or what is wrong with it.
    func questions(id: () -> ID<Question>) throws -> [Question] {
        var errors = FieldErrors()
        var keys: Set<String> = []
        var all: [(place: Int, question: Question)] = []
        for (number, block) in blocks.enumerated() where !block.isEmpty {
            let question = Self.question(block, number, id(), &keys, &errors)
            all.append((Int(block.place) ?? number + 1, question))
        }
        if all.isEmpty { errors.add("label-0", "Ask at least one question") }
        for kind in [Question.Kind.themes, .money] where all.filter({ $0.question.kind == kind }).count > 1 {
            errors.add("label-0", "Ask only once for \(kind == .themes ? "themes" : "an amount")")
        }
        try errors.check()
        return Self.gathered(all.sorted { $0.place < $1.place }.map(\.question))
    }

    /// Questions of one section stand together, where its first question stands.
    private static func gathered(_ questions: [Question]) -> [Question] {
        var order: [String] = []
        for question in questions where !order.contains(question.section) { order.append(question.section) }
        return order.flatMap { section in questions.filter { $0.section == section } }
    }

    private static func question(
        _ block: Block, _ number: Int, _ id: ID<Question>, _ keys: inout Set<String>, _ errors: inout FieldErrors
    ) -> Question {
        for (name, text, most) in [
            ("label", block.label, 300), ("section", block.section, 100), ("hint", block.hint, 500),
        ] {
            if text.count > most { errors.add("\(name)-\(number)", "Use \(most) characters at most") }
        }
        if block.label.isEmpty { errors.add("label-\(number)", "Write question \(number + 1)") }
        if block.section.isEmpty { errors.add("section-\(number)", "Say in which part question \(number + 1) stands") }
        let kind = Question.Kind(rawValue: block.kind)
        if kind == nil { errors.add("kind-\(number)", "Say how question \(number + 1) is answered") }
        let words = Int(block.words)
        if !block.words.isEmpty, words.map({ (1...5000).contains($0) }) != true {
            errors.add("words-\(number)", "Enter a number of words from 1 to 5,000")
        }
        if !block.place.isEmpty, Int(block.place) == nil { errors.add("place-\(number)", "Enter a number") }
        return Question(
            id: id, key: key(block, &keys), section: block.section, label: block.label, hint: block.hint,
            kind: kind ?? .text, isRequired: block.isRequired, guidanceWords: kind == .long ? words : nil)
    }

    /// A question keeps its key for ever, so that its answers stand in one column of the team's table.
    private static func key(_ block: Block, _ keys: inout Set<String>) -> String {
        let name = ComparableWords(block.label).text.split(separator: " ").prefix(6).joined(separator: "-")
        var key = block.key.isEmpty ? String(name.prefix(60)) : block.key
        // Names that the page's own fields have.
        if key.isEmpty || ["go", "csrf", "remark", "file"].contains(key) { key += "-question" }
        let first = key
        var count = 2
        while !keys.insert(key).inserted {
            key = "\(first)-\(count)"
            count += 1
        }
        return key
    }
}

extension Question.Kind {
    var label: String {
        switch self {
        case .text: "One line"
        case .long: "Paragraphs"
        case .eligibility: "Yes or no: only yes goes on"
        case .money: "An amount of money"
        case .themes: "One or more themes"
        case .link: "The address of a video or page"
        case .file: "A file"
        }
    }
}
