import Similarity

extension Traits {
    /// Reads all rows into their normal form. Cost: O(rows) and one reading of each distinct value.
    init(_ records: Records) {
        order = Self.canonicalOrder(records.ids)
        let table = Table(records, order: order)
        readNames(table)
        readEmails(table)
        readOrganisations(table)
        readOthers(table)
        readSources(table)
        inferNames()
        readStyles()
        assemble()
    }

    /// The rows sorted by a hash of their ids: the same for any order in which they came.
    private static func canonicalOrder(_ ids: Vocabulary) -> [UInt32] {
        let hashes = ids.withView { view in
            Parallel.fill(ids.count, repeating: UInt64(0)) { range, places in
                for row in range { places[row] = Hash.of(view[UInt32(row + 1)]) }
            }
        }
        let bits = max(1, 64 - max(1, ids.count).leadingZeroBitCount)
        let low = UInt64(1) << UInt64(bits) - 1
        var keys = hashes.indices.map { hashes[$0] & ~low | UInt64($0) }
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

    /// The cells of the records in canonical order.
    private struct Table {
        let schema: Schema
        let count: Int
        let files: [UInt16]
        let fileNames: [String]
        /// By column: the cells, and the values in the order in which they first occur there.
        private let columns: [(cells: [UInt32], values: Vocabulary)]

        init(_ records: Records, order: [UInt32]) {
            schema = records.schema
            count = order.count
            files = order.map { records.files[Int($0)] }
            fileNames = records.fileNames
            columns = Parallel.each(records.cells.count) {
                Self.reordered(records.cells[$0], records.values[$0], order)
            }
        }

        /// Numbers that follow the canonical order of rows, so that nothing depends on the order of input.
        private static func reordered(
            _ cells: [UInt32], _ values: Vocabulary, _ order: [UInt32]
        ) -> (cells: [UInt32], values: Vocabulary) {
            var numbers = [UInt32](repeating: 0, count: values.count + 1)
            var ordered = Vocabulary()
            let moved = values.withView { view in
                order.map { row -> UInt32 in
                    let old = Int(cells[Int(row)])
                    if old != 0, numbers[old] == 0 { numbers[old] = ordered.code(view[UInt32(old)]) }
                    return numbers[old]
                }
            }
            return (moved, ordered)
        }

        func columns(_ kind: Kind) -> [Int] {
            schema.columns.indices.filter { schema.columns[$0].kind == kind }
        }

        func cells(_ column: Int) -> [UInt32] { columns[column].cells }
        func values(_ column: Int) -> Vocabulary { columns[column].values }

        /// For each row the first value that is not missing, as number in one vocabulary of raw values.
        func merged(_ kind: Kind) -> (cells: [UInt32], values: Vocabulary)? {
            let found = columns(kind)
            guard let first = found.first else { return nil }
            var cells = cells(first)
            var values = values(first)
            for column in found.dropFirst() {
                let other = self.values(column)
                let recoded = (0...other.count).map { values.code(other[UInt32($0)]) }
                let others = self.cells(column)
                for row in cells.indices where cells[row] == 0 { cells[row] = recoded[Int(others[row])] }
            }
            return (cells, values)
        }
    }

    // MARK: Names

    private mutating func readNames(_ table: Table) {
        let given = table.merged(.given)
        let surname = table.merged(.surname)
        let name = table.merged(.name)
        guard given != nil || surname != nil || name != nil else { return }
        var reader = NameReader()
        if let given { for code in 0..<given.values.count { reader.learn(given: given.values[UInt32(code + 1)]) } }
        if let name { for code in 0..<name.values.count { reader.learn(name: name.values[UInt32(code + 1)]) } }

        var words = Vocabulary()
        let readGiven = Self.read(given) { reader.read(given: $0, surname: [120, 120]).given }
        let readSurname = Self.read(surname) { reader.read(given: [120, 120], surname: $0).surname }
        let givenCodes = readGiven.map { words.code($0) }
        let surnameCodes = readSurname.map { words.code($0) }
        let nameParts = Self.names(name, reader)
        let nameCodes = nameParts.map { (given: words.code($0.given), surname: words.code($0.surname)) }

        var rows = (given: [UInt32](repeating: 0, count: count), surname: [UInt32](repeating: 0, count: count))
        asides = [UInt32](repeating: 0, count: name == nil ? 0 : count)
        for row in 0..<count {
            if let given { rows.given[row] = givenCodes[Int(given.cells[row])] }
            if let surname { rows.surname[row] = surnameCodes[Int(surname.cells[row])] }
            if rows.surname[row] == 0, let given, rows.given[row] != 0, words[rows.given[row]].contains(Letters.space) {
                let parts = reader.read(given: given.values[given.cells[row]], surname: [])
                rows.given[row] = words.code(parts.given)
                rows.surname[row] = words.code(parts.surname)
            }
            guard let name, name.cells[row] != 0 else { continue }
            let parts = nameCodes[Int(name.cells[row])]
            if rows.given[row] == 0, rows.surname[row] == 0 { (rows.given[row], rows.surname[row]) = parts }
            asides[row] = name.cells[row]
        }
        asideTexts = nameParts.map(\.aside)
        nicknames = (0...words.count).map { Nicknames.groups(Letters.words(words[UInt32($0)]).first ?? []) }
        self.given = add(
            Field(kind: .given, label: given == nil ? "given name" : label(table, .given)), rows.given, words)
        self.surname = add(
            Field(kind: .surname, label: surname == nil ? "surname" : label(table, .surname)), rows.surname, words)
    }

    private func label(_ table: Table, _ kind: Kind) -> String {
        table.columns(kind).map { table.schema.columns[$0].name }.joined(separator: ", ")
    }

    private static func read(
        _ column: (cells: [UInt32], values: Vocabulary)?, _ body: ([UInt8]) -> [UInt8]
    ) -> [[UInt8]] {
        guard let column else { return [] }
        return Parallel.pieces(column.values.count + 1, of: 4096) { range in
            range.map { $0 == 0 ? [] : body(column.values[UInt32($0)]) }
        }.flatMap(\.self)
    }

    private static func names(_ column: (cells: [UInt32], values: Vocabulary)?, _ reader: NameReader) -> [PersonName] {
        guard let column else { return [] }
        return Parallel.pieces(column.values.count + 1, of: 1024) { range in
            range.map { $0 == 0 ? PersonName() : reader.read(name: column.values[UInt32($0)]) }
        }.flatMap(\.self)
    }

    private mutating func add(_ field: Field, _ column: [UInt32], _ words: Vocabulary) -> Int {
        fields.append(field)
        columns.append(column)
        vocabularies.append(words)
        return fields.count - 1
    }

    // MARK: E-mail, organisation, others

    private mutating func readEmails(_ table: Table) {
        guard let raw = table.merged(.email) else { return }
        let addresses = Parallel.pieces(raw.values.count + 1, of: 4096) { range in
            range.map { EmailAddress(raw.values[UInt32($0)]) }
        }.flatMap(\.self)
        var whole = Vocabulary()
        mailboxes = [0]
        domains = [0]
        let codes = addresses.map { address -> UInt32 in
            guard let address else { return 0 }
            let code = whole.code(address.mailbox + [64] + address.domain)
            if Int(code) == mailboxes.count {
                mailboxes.append(mailboxWords.code(address.mailbox))
                domains.append(domainWords.code(address.domain))
            }
            return code
        }
        domainIsFree = (0...domainWords.count).map { EmailAddress.isFree(domainWords[UInt32($0)]) }
        mailboxIsRole = (0...mailboxWords.count).map { EmailAddress.isRole(mailboxWords[UInt32($0)]) }
        email = add(Field(kind: .email, label: label(table, .email)), raw.cells.map { codes[Int($0)] }, whole)
    }

    private mutating func readOrganisations(_ table: Table) {
        let raw = table.merged(.organisation)
        guard raw != nil || asideTexts.contains(where: { !$0.isEmpty }) else { return }
        var words = Vocabulary()
        let codes = Self.read(raw) { PlainValues.said(Letters.fold($0)).isEmpty ? [] : $0 }.map { words.code($0) }
        let hints = asideTexts.map { words.code($0) }
        let spellings = (0..<count).map { row -> UInt32 in
            if let raw, codes[Int(raw.cells[row])] != 0 { return codes[Int(raw.cells[row])] }
            return asides.isEmpty ? 0 : hints[Int(asides[row])]
        }
        let hosts = email.map { field in columns[field].map { domains[Int($0)] }.map { domainIsFree[Int($0)] ? 0 : $0 }
        }
        let found = Organisations(
            spellings: spellings, texts: words, domains: hosts ?? [UInt32](repeating: 0, count: count),
            hosts: domainWords)
        var names = Vocabulary()
        // Equal folded spellings are one organisation, so that the numbers of names are those of organisations.
        for spelling in found.names where spelling != 0 { _ = names.code(Letters.fold(words[spelling])) }
        organisation = add(
            Field(kind: .organisation, label: raw == nil ? "affiliation" : label(table, .organisation)),
            spellings.map { found.ofSpelling[Int($0)] }, names)
        organisations = found
        spellingWords = words
        domainOfRow = hosts ?? []
        spellingOfRow = spellings
    }

    private mutating func readOthers(_ table: Table) {
        for (index, column) in table.schema.columns.enumerated() {
            switch column.kind {
            case .postcode, .address, .date, .identifier, .phone, .text:
                var words = Vocabulary()
                let values = table.values(index)
                let normal = Self.read(([], values)) { PlainValues.normal($0, column.kind) }
                let codes = normal.map { words.code($0) }
                _ = add(Field(kind: column.kind, label: column.name), table.cells(index).map { codes[Int($0)] }, words)
            default: continue
            }
        }
    }

    private mutating func readSources(_ table: Table) {
        files = table.files
        if let merged = table.merged(.source) {
            sources = merged.cells
            sourceNames = (0...merged.values.count).map { merged.values.text(UInt32($0)) }
        } else {
            sources = files.map(UInt32.init)
            sourceNames = table.fileNames
        }
    }

    // MARK: What the mailbox says of the name

    /// "rjones@…" of somebody called Robert: the surname is Jones, if anybody here has that name.
    private mutating func inferNames() {
        nameFromMailbox = [Bool](repeating: false, count: count)
        splitInitials()
        guard let given, let surname, let email else { return }
        var known = Set(columns[surname])
        known.remove(0)
        for row in 0..<count where columns[email][row] != 0 {
            let last = columns[surname][row]
            guard last == 0 || vocabularies[surname].length(last) == 1 else { continue }
            let mailbox = mailboxes[Int(columns[email][row])]
            if mailboxIsRole[Int(mailbox)] { continue }
            let found = readName(fromMailbox: mailboxWords[mailbox], given: vocabularies[given][columns[given][row]]) {
                vocabularies[surname].find($0).map(known.contains) ?? false
            }
            guard let found, last == 0 || vocabularies[surname][last].first == found.surname.first else { continue }
            columns[surname][row] = shared(found.surname)
            if columns[given][row] == 0 { columns[given][row] = shared(found.given) }
            nameFromMailbox[row] = true
        }
    }

    /// "rjones" as the whole of a name: an initial and a surname, if anybody here has that surname and nobody that
    /// given name.
    private mutating func splitInitials() {
        guard let given, let surname else { return }
        var full = (given: Set<UInt32>(), surname: Set<UInt32>())
        for row in 0..<count where columns[given][row] != 0 && columns[surname][row] != 0 {
            full.given.insert(columns[given][row])
            full.surname.insert(columns[surname][row])
        }
        for row in 0..<count where columns[surname][row] == 0 && columns[given][row] != 0 {
            let name = vocabularies[given][columns[given][row]]
            guard name.count > 4, !full.given.contains(columns[given][row]), !Nicknames.isKnown(name) else { continue }
            let rest = Array(name.dropFirst())
            guard let code = vocabularies[surname].find(rest), full.surname.contains(code) else { continue }
            columns[given][row] = shared([name[0]])
            columns[surname][row] = code
        }
    }

    /// The number of a name in the vocabulary that given names and surnames share.
    private mutating func shared(_ name: [UInt8]) -> UInt32 {
        guard let given, let surname else { return 0 }
        let code = vocabularies[given].code(name)
        _ = vocabularies[surname].code(name)
        if Int(code) == nicknames.count { nicknames.append(Nicknames.groups(name)) }
        return code
    }

    private func readName(
        fromMailbox mailbox: [UInt8], given: [UInt8], isSurname: ([UInt8]) -> Bool
    ) -> (given: [UInt8], surname: [UInt8])? {
        let letters = Array(mailbox.prefix { !Letters.isDigit($0) })
        let words = letters.split(whereSeparator: Bytes.isMark).map(Array.init)
        if words.count == 2, words.allSatisfy({ $0.count > 1 }) {
            if given.isEmpty { return (words[0], words[1]) }
            if given == words[0] || given.first == words[0].first && isSurname(words[1]) { return (given, words[1]) }
            if given == words[1], isSurname(words[0]) { return (given, words[0]) }
            return nil
        }
        guard let first = given.first, letters.first == first else { return nil }
        if letters.starts(with: given) {
            let rest = Array(letters.dropFirst(given.count).drop(while: Bytes.isMark))
            return rest.count > 2 && isSurname(rest) ? (given, rest) : nil
        }
        let rest = Array(letters.dropFirst().drop(while: Bytes.isMark))
        return rest.count > 2 && isSurname(rest) ? (given, rest) : nil
    }

    private mutating func readStyles() {
        guard let given, let surname, let email else {
            styles = [UInt8](repeating: 0, count: count)
            return
        }
        let names = vocabularies[given]
        styles = names.withView { view in
            mailboxWords.withView { boxes in
                Parallel.fill(count, repeating: UInt8(0)) { range, places in
                    for row in range where columns[email][row] != 0 {
                        places[row] = style(
                            box: boxes[mailboxes[Int(columns[email][row])]], given: columns[given][row],
                            surname: columns[surname][row], view)
                    }
                }
            }
        }
    }

    private func style(box: Bytes, given: UInt32, surname: UInt32, _ names: Vocabulary.View) -> UInt8 {
        let (whole, last) = (names[given], names[surname])
        let first = Bytes(rebasing: whole.prefix { $0 != Letters.space })
        let lines = nicknames[Int(given)]
        let related: (Bytes) -> Bool = { !lines.isEmpty && Nicknames.groups(Array($0)).contains(where: lines.contains) }
        guard last.contains(Letters.space) else {
            return MailboxStyle(mailbox: box, given: first, surname: last, related: related).code
        }
        // The parts of a surname stand together in a mailbox, or are joined by a dash.
        let solid = last.filter { $0 != Letters.space }
        let plain = solid.withUnsafeBufferPointer {
            MailboxStyle(mailbox: box, given: first, surname: $0, related: related)
        }
        if plain.form != .none { return plain.code }
        let dashed = last.map { $0 == Letters.space ? UInt8(ascii: "-") : $0 }
        return dashed.withUnsafeBufferPointer {
            MailboxStyle(mailbox: box, given: first, surname: $0, related: related).code
        }
    }

    private mutating func assemble() {
        let width = fields.count
        codes = Parallel.fill(count * width, of: 1 << 15, repeating: UInt32(0)) { range, places in
            for place in range { places[place] = columns[place % width][place / width] }
        }
        columns = []
        asides = []
        asideTexts = []
    }
}
