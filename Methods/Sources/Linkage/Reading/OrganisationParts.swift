import Names
import Similarity

/// An organisation's name in its parts: what tells it from others, and what kind of body it is.
///
/// Of another kind than `Names.OrganisationNames`, which says that two names are one organisation: these parts are
/// compared with typing errors, and the council and the hospital of one town are told apart.
struct OrganisationParts: Sendable, Hashable {
    /// Kinds that exclude each other: the council, the hospital and the university of one town are three bodies.
    enum Body: UInt8, Sendable, CaseIterable {
        case council, health, university, college, school, housing, charity, police, company
    }

    /// The telling words, joined without spaces; the whole name when nothing else is left.
    var core: [UInt8] = []
    var body: Body?

    /// Reads a name as people write it: "Adult Social Care, Tate Council", "NHS - Tate Hospitals", "tate mbc".
    init(_ raw: [UInt8]) {
        let parts = Letters.lower(raw).split(separator: UInt8(ascii: ",")).map {
            Letters.words(Letters.fold(Array($0)))
        }
        let department = parts.last { part in
            part.contains { Self.body(of: $0) != nil } && part.contains { !Self.isPlain($0) }
        }
        let words = department ?? parts.flatMap(\.self)
        body = Self.body(among: words)
        let kept = words.filter { !Self.isPlain($0) }
        // A filler with a typing error is no telling word, as long as another is left.
        let telling = kept.filter { !Self.isNearlyPlain($0) }
        let best = telling.isEmpty ? kept.isEmpty ? words : kept : telling
        core = PlainValues.said(Array(best.joined()))
    }

    /// Whether two names may be one body's.
    func agrees(with other: OrganisationParts) -> Bool { body == nil || other.body == nil || body == other.body }

    /// The first kind named, councils and universities before the trusts and groups that may stand beside them.
    private static func body(among words: [[UInt8]]) -> Body? {
        let found = Set(words.compactMap(body(of:)))
        return Body.allCases.first(where: found.contains)
    }

    private static func body(of word: [UInt8]) -> Body? {
        let text = String(decoding: word, as: UTF8.self)
        if let body = bodies[text] { return body }
        // One typing error in a long word: "umiversity".
        guard word.count > 6 else { return nil }
        return longWords.first { near(word, $0.word) }?.body
    }

    private static func isPlain(_ word: [UInt8]) -> Bool {
        let text = String(decoding: word, as: UTF8.self)
        return fillers.contains(text) || bodies[text] != nil
            || word.count > 6 && longWords.contains { near(word, $0.word) }
    }

    private static func isNearlyPlain(_ word: [UInt8]) -> Bool {
        word.count > 3 && misspelt.contains { near(word, $0) }
    }

    private static let misspelt: [[UInt8]] = [
        "nhs", "ltd", "limited", "trust", "foundation", "borough", "council", "group", "association", "metropolitan",
        "community", "university", "hospitals", "housing",
    ].map { Array($0.utf8) }

    private static func near(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.withUnsafeBufferPointer { x in b.withUnsafeBufferPointer { EditDistance.measure(x, $0, limit: 1) <= 1 } }
    }

    /// What the domain of a work address says: "tate.gov.uk".
    static func body(ofDomain domain: [UInt8]) -> Body? {
        let text = String(decoding: domain, as: UTF8.self)
        if text.hasSuffix(".police.uk") { return .police }
        if text.hasSuffix(".gov.uk") { return .council }
        if text.hasSuffix(".nhs.uk") || text == "nhs.net" { return .health }
        if text.hasSuffix(".ac.uk") { return .university }
        if text.hasSuffix(".sch.uk") { return .school }
        return nil
    }

    private static let bodies: [String: Body] = [
        "council": .council, "borough": .council, "mbc": .council, "cc": .council, "bc": .council,
        "metropolitan": .council,
        "nhs": .health, "hospital": .health, "hospitals": .health, "ft": .health, "icb": .health, "ccg": .health,
        "university": .university, "univ": .university, "uni": .university, "college": .college, "school": .school,
        "academy": .school, "housing": .housing, "homes": .housing, "ha": .housing, "charity": .charity,
        "police": .police,
        "community": .charity, "comm": .charity,
    ]

    private static let longWords: [(word: [UInt8], body: Body)] = [
        (Array("council".utf8), .council), (Array("hospitals".utf8), .health), (Array("hospital".utf8), .health),
        (Array("university".utf8), .university), (Array("housing".utf8), .housing), (Array("community".utf8), .charity),
    ]

    private static let fillers = ComparableWords.legalForms.union([
        "the", "of", "and", "for", "foundation", "trust", "county", "city", "district", "group", "association",
        "society", "at",
        "in", "&",
    ])
}
