import Similarity
import Support

extension Traits {
    /// Reads all rows into their normal form. Cost: O(rows) and one reading of each distinct value.
    init(_ records: Records) {
        order = Self.canonicalOrder(records.ids)
        let raw = RawColumns(records, order: order)
        // What the columns say is read side by side; only what one tells of another has to wait.
        let plain = raw.schema.columns.indices.filter { raw.schema.columns[$0].kind.isPlain }
        let read = Parallel.each(plain.count + 2) { job -> Reading in
            switch job {
            case 0: Reading(addresses: AddressReading(raw))
            case 1: Reading(names: NameReading(raw))
            default: Reading(plain: PlainReading(raw, column: plain[job - 2]))
            }
        }
        take(read[1].names)
        take(read[0].addresses)
        readOrganisations(raw)
        for reading in read.dropFirst(2).compactMap(\.plain) {
            _ = add(Field(kind: reading.kind, label: reading.label), reading.cells, reading.words)
        }
        readSources(raw)
        inferNames()
        readStyles()
        assemble()
    }

    /// What one of the jobs has read.
    private struct Reading {
        var names: NameReading?
        var addresses: AddressReading?
        var plain: PlainReading?
    }

    /// The rows sorted by a hash of their ids: the same for any order in which they came.
    private static func canonicalOrder(_ ids: Vocabulary) -> [UInt32] {
        let bits = max(1, 64 - max(1, ids.count).leadingZeroBitCount)
        let low = UInt64(1) << UInt64(bits) - 1
        var keys = ids.withView { view in
            Parallel.fill(ids.count, repeating: UInt64(0)) { range, places in
                for row in range { places[row] = Hash.of(view[UInt32(row + 1)]) & ~low | UInt64(row) }
            }
        }
        Radix.sort(&keys, low: bits, width: 64 - bits)
        var order = keys.map { UInt32(truncatingIfNeeded: $0 & low) }
        settleTies(&order, keys, low, ids)
        return order
    }

    /// Ids whose hashes agree stand in the order of their bytes.
    private static func settleTies(_ order: inout [UInt32], _ keys: [UInt64], _ low: UInt64, _ ids: Vocabulary) {
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end] & ~low == keys[start] & ~low { end += 1 }
            if end - start > 1 {
                order[start..<end].sort { ids[$0 + 1].lexicographicallyPrecedes(ids[$1 + 1]) }
            }
            start = end
        }
    }

    mutating func add(_ field: Field, _ column: [UInt32], _ words: Vocabulary) -> Int {
        fields.append(field)
        columns.append(column)
        vocabularies.append(words)
        return fields.count - 1
    }

    private mutating func readOrganisations(_ raw: RawColumns) {
        let column = raw.merged(.organisation)
        guard column != nil || asideTexts.contains(where: { !$0.isEmpty }) else { return }
        var words = Vocabulary()
        let codes =
            column?.map(missing: []) { PlainValues.said(Letters.fold($0)).isEmpty ? [] : $0 }
            .map { words.code($0) } ?? []
        let hints = asideTexts.map { words.code($0) }
        let spellings = (0..<count).map { row -> UInt32 in
            if let column, codes[Int(column.cells[row])] != 0 { return codes[Int(column.cells[row])] }
            return asides.isEmpty ? 0 : hints[Int(asides[row])]
        }
        let hosts = email.map { field in
            columns[field].map { domains[Int($0)] }.map { domainIsFree[Int($0)] ? 0 : $0 }
        }
        let found = Organisations(
            spellings: spellings, texts: words, domains: hosts ?? [UInt32](repeating: 0, count: count),
            hosts: domainWords)
        var names = Vocabulary()
        // Equal folded spellings are one organisation, so that the numbers of names are those of organisations.
        for spelling in found.names where spelling != 0 { _ = names.code(Letters.fold(words[spelling])) }
        organisation = add(
            Field(kind: .organisation, label: column == nil ? "affiliation" : raw.label(.organisation)),
            spellings.map { found.ofSpelling[Int($0)] }, names)
        organisations = found
        spellingWords = words
        domainOfRow = hosts ?? []
        spellingOfRow = spellings
    }

    private mutating func readSources(_ raw: RawColumns) {
        files = raw.files
        if let merged = raw.merged(.source) {
            sources = merged.cells
            sourceNames = (0...merged.count).map { $0 == 0 ? "" : String(decoding: merged[$0], as: UTF8.self) }
        } else {
            sources = files.map(UInt32.init)
            sourceNames = raw.fileNames
        }
    }

    /// Row by row instead of column by column.
    private mutating func assemble() {
        let width = fields.count
        let read = columns
        codes = Parallel.fill(count * width, of: 4096 * max(1, width), repeating: UInt32(0)) { range, places in
            guard width > 0 else { return }
            for (field, column) in read.enumerated() {
                column.withUnsafeBufferPointer { column in
                    for row in range.lowerBound / width..<range.upperBound / width {
                        places[row * width + field] = column[row]
                    }
                }
            }
        }
        for field in vocabularies.indices { vocabularies[field].dropIndex() }
        mailboxWords.dropIndex()
        domainWords.dropIndex()
        columns = []
        asides = []
        asideTexts = []
    }
}

extension Kind {
    /// Whether values of this kind are read one by one, without a look at other columns.
    var isPlain: Bool {
        switch self {
        case .postcode, .address, .date, .identifier, .phone, .text: true
        case .given, .surname, .name, .email, .organisation, .source: false
        }
    }
}

extension Kind {
    /// Whether values of this kind tell one person from another, alone or together.
    var tellsPersons: Bool {
        switch self {
        case .given, .surname, .name, .email, .date, .identifier, .phone: true
        case .organisation, .postcode, .address, .text, .source: false
        }
    }
}

/// A column whose values are read one by one.
struct PlainReading {
    let kind: Kind
    let label: String
    /// By row, the number of its value in normal form.
    let cells: [UInt32]
    let words: Vocabulary

    init(_ raw: RawColumns, column: Int) {
        let kind = raw.schema.columns[column].kind
        (self.kind, label) = (kind, raw.schema.columns[column].name)
        var words = Vocabulary()
        var buffer: [UInt8] = []
        var codes: [UInt32] = [0]
        codes.reserveCapacity(raw[column].count + 1)
        raw[column].forEach { value in
            PlainValues.read(value, kind, into: &buffer)
            codes.append(words.code(buffer))
        }
        cells = raw[column].cells(translated: codes)
        self.words = words
    }
}

/// The addresses of a column, each with its mailbox and its domain.
struct AddressReading {
    let label: String
    /// By row, the number of its address.
    private(set) var cells: [UInt32] = []
    private(set) var words = Vocabulary()
    /// By address, its mailbox and its domain.
    private(set) var mailboxes: [UInt32] = [0]
    private(set) var domains: [UInt32] = [0]
    private(set) var mailboxWords = Vocabulary()
    private(set) var domainWords = Vocabulary()

    /// Nil when no column holds addresses.
    init?(_ raw: RawColumns) {
        guard let column = raw.merged(.email) else { return nil }
        label = raw.label(.email)
        var buffer: [UInt8] = []
        var codes: [UInt32] = [0]
        codes.reserveCapacity(column.count + 1)
        column.forEach { value in
            codes.append(AddressParts.read(value, into: &buffer).map { code(buffer, mailbox: $0) } ?? 0)
        }
        cells = column.cells(translated: codes)
    }

    private mutating func code(_ address: [UInt8], mailbox: Int) -> UInt32 {
        let code = words.code(address)
        guard Int(code) == mailboxes.count else { return code }
        address.withUnsafeBufferPointer { address in
            mailboxes.append(mailboxWords.code(Bytes(rebasing: address[..<mailbox])))
            domains.append(domainWords.code(Bytes(rebasing: address[(mailbox + 1)...])))
        }
        return code
    }
}

extension Traits {
    mutating func take(_ reading: AddressReading?) {
        guard let reading else { return }
        (mailboxes, domains) = (reading.mailboxes, reading.domains)
        (mailboxWords, domainWords) = (reading.mailboxWords, reading.domainWords)
        domainIsFree = domainWords.withView { view in
            (0...domainWords.count).map { AddressParts.isFree(view[UInt32($0)]) }
        }
        mailboxIsRole = mailboxWords.withView { view in
            (0...mailboxWords.count).map { AddressParts.isRole(view[UInt32($0)]) }
        }
        email = add(Field(kind: .email, label: reading.label), reading.cells, reading.words)
    }
}
