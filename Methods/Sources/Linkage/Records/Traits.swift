import Similarity

/// One thing in which two rows are compared.
struct Field: Sendable {
    var kind: Kind
    /// The column, or what several columns together say.
    var label: String

    /// The number of levels, "missing" included.
    var levels: Int { Levels.names(kind).count }

    /// Personal fields say nothing about who is related: in that class they agree by chance only.
    var isPersonal: Bool { kind == .given || kind == .date || kind == .identifier }
}

/// What is compared: every row's values in their normal form, numbered, row by row, in an order of the rows that depends
/// on their ids alone.
struct Traits: Sendable {
    /// For each place in the canonical order, the row as it was given.
    var order: [UInt32]
    var fields: [Field] = []
    /// Row by row, one number for each field.
    var codes: [UInt32] = []
    var vocabularies: [Vocabulary] = []

    var given: Int?
    var surname: Int?
    var email: Int?
    var organisation: Int?

    /// By name number: the other forms in which it is used.
    var shortForms = ShortForms()
    /// By address number: its mailbox and its domain.
    var mailboxes: [UInt32] = []
    var domains: [UInt32] = []
    var mailboxWords = Vocabulary()
    var domainWords = Vocabulary()
    /// By domain number: whether it belongs to a provider open to everybody.
    var domainIsFree: [Bool] = []
    /// By mailbox number: whether it belongs to an office.
    var mailboxIsRole: [Bool] = []
    /// By row: how the mailbox is made from the name, see `MailboxStyle.code`.
    var styles: [UInt8] = []
    /// By row: whether part of the name was read from the mailbox.
    var nameFromMailbox: [Bool] = []
    /// By row: the source (a column, or else the file), and the file.
    var sources: [UInt32] = []
    var sourceNames: [String] = []
    var files: [UInt16] = []

    /// The organisations that rows name, and by row the spelling and the work domain.
    var organisations: Organisations?
    var spellingWords = Vocabulary()
    var spellingOfRow: [UInt32] = []
    var domainOfRow: [UInt32] = []

    // Only while reading: one column for each field, and what stood beside the names.
    var columns: [[UInt32]] = []
    var asides: [UInt32] = []
    var asideTexts: [[UInt8]] = []

    var count: Int { order.count }
    var width: Int { fields.count }

    /// By field, whether it changes when a person moves: addresses, and postcodes and text beside an address; none
    /// where no two fields tell of a place.
    var changesWithPlace: [Bool] {
        let found = fields.map { $0.kind == .address || $0.kind == .postcode || $0.kind == .text }
        let tellsAddress = fields.contains { $0.kind == .address }
        return tellsAddress && found.count(where: { $0 }) > 1 ? found : found.map { _ in false }
    }

    func code(_ row: Int, _ field: Int) -> UInt32 { codes[row * width + field] }

    /// Whether all that is known of a name is a letter.
    func isInitial(_ row: Int, _ field: Int) -> Bool { vocabularies[field].length(code(row, field)) == 1 }

    /// Whether nothing is known that tells one person from another.
    func isBlank(_ row: Int) -> Bool {
        (0..<width).allSatisfy { code(row, $0) == 0 || !fields[$0].kind.tellsPersons }
    }

    /// A value in its normal form.
    func text(_ row: Int, _ field: Int) -> String { vocabularies[field].text(code(row, field)) }

    func sourceName(_ row: Int) -> String {
        sourceNames.count > 1 ? sourceNames[Int(sources[row])] : ""
    }
}
