import Similarity
import Support

/// The names of all rows: a given name, a surname, and what stood beside them.
struct NameReading {
    let givenLabel: String
    let surnameLabel: String
    /// By row, the numbers of its names in `words`, which both share.
    private(set) var given: [UInt32]
    private(set) var surname: [UInt32]
    private(set) var words = Vocabulary()
    /// By row, the number of its whole name, and by that number what stood beside the person.
    private(set) var asides: [UInt32] = []
    private(set) var asideTexts: [[UInt8]] = []

    /// Nil when no column holds names.
    init?(_ raw: RawColumns) {
        let columns = (given: raw.merged(.given), surname: raw.merged(.surname), name: raw.merged(.name))
        guard columns.given != nil || columns.surname != nil || columns.name != nil else { return nil }
        givenLabel = columns.given == nil ? "given name" : raw.label(.given)
        surnameLabel = columns.surname == nil ? "surname" : raw.label(.surname)
        let reader = NameReader(given: columns.given, name: columns.name)
        var words = Vocabulary()
        let missing = [UInt32](repeating: 0, count: raw.files.count)
        given = columns.given.map { Self.read($0, &words, reader.read(given:)) } ?? missing
        surname = columns.surname.map { Self.read($0, &words, reader.read(surname:)) } ?? missing
        self.words = words
        if let column = columns.given { splitGiven(column, reader) }
        if let given = columns.given, let surname = columns.surname { joinCut(given, surname, reader) }
        if let column = columns.name { readWhole(column, reader) }
    }

    /// By row, the numbers of what `body` makes of the values.
    private static func read(
        _ column: RawColumn, _ words: inout Vocabulary, _ body: ([UInt8]) -> [UInt8]
    ) -> [UInt32] {
        column.cells(translated: column.map(missing: [], body).map { words.code($0) })
    }

    /// A whole name counts where no column of its own names the person.
    private mutating func readWhole(_ column: RawColumn, _ reader: NameReader) {
        let parts = column.map(missing: PersonName(), reader.read(name:))
        let codes = parts.map { (given: words.code($0.given), surname: words.code($0.surname)) }
        for row in given.indices where given[row] == 0 && surname[row] == 0 {
            (given[row], surname[row]) = codes[Int(column.cells[row])]
        }
        asides = column.cells
        asideTexts = parts.map(\.aside)
    }

    /// One text that was cut at its first space to fill two columns ("Ann's" and "iPad") is read as the whole it was.
    private mutating func joinCut(_ firsts: RawColumn, _ lasts: RawColumn, _ reader: NameReader) {
        let cutFirst = firsts.map(missing: false, NameReader.isCut(given:))
        let cutLast = lasts.map(missing: false, NameReader.isCut(surname:))
        for row in given.indices where firsts.cells[row] != 0 && lasts.cells[row] != 0 {
            let (first, last) = (Int(firsts.cells[row]), Int(lasts.cells[row]))
            guard cutFirst[first] || cutLast[last] else { continue }
            let parts = reader.read(name: firsts[first] + [Letters.space] + lasts[last])
            (given[row], surname[row]) = (words.code(parts.given), words.code(parts.surname))
        }
    }

    /// Several words in the column of given names, and no surname: a whole name in the wrong place.
    private mutating func splitGiven(_ column: RawColumn, _ reader: NameReader) {
        for row in given.indices where surname[row] == 0 && column.cells[row] != 0 && given[row] != 0 {
            guard words[given[row]].contains(Letters.space) else { continue }
            let parts = reader.read(given: column[Int(column.cells[row])], surname: [])
            (given[row], surname[row]) = (words.code(parts.given), words.code(parts.surname))
        }
    }
}

extension NameReader {
    /// Learns given names from the columns that hold them.
    init(given: RawColumn?, name: RawColumn?) {
        if let given { for number in 0..<given.count { learn(given: given[number + 1]) } }
        if let name { for number in 0..<name.count { learn(name: name[number + 1]) } }
    }

    /// Reads a given name whose surname stands elsewhere.
    func read(given: [UInt8]) -> [UInt8] {
        if Self.isCut(given: given) { return read(name: given).given }
        let name = Letters.lowered(word: given) ?? read(given: given, surname: [120, 120]).given
        return NamelessWords.areAll(Letters.words(name)) ? [] : name
    }

    /// Reads a surname whose given name stands elsewhere.
    func read(surname: [UInt8]) -> [UInt8] {
        Letters.lowered(word: surname) ?? read(given: [120, 120], surname: surname).surname
    }
}

extension Traits {
    mutating func take(_ reading: NameReading?) {
        guard let reading else { return }
        for code in 0...UInt32(reading.words.count) { shortForms.append(reading.words[code]) }
        given = add(Field(kind: .given, label: reading.givenLabel), reading.given, reading.words)
        surname = add(Field(kind: .surname, label: reading.surnameLabel), reading.surname, reading.words)
        (asides, asideTexts) = (reading.asides, reading.asideTexts)
    }

    // MARK: What the mailbox says of the name

    /// "rjones@…" of somebody called Robert: the surname is Jones, if anybody here has that name.
    mutating func inferNames() {
        nameFromMailbox = [Bool](repeating: false, count: count)
        splitInitials()
        guard let given, let surname, let email else { return }
        let known = Self.marks(columns[surname], vocabularies[surname].count)
        for row in 0..<count where columns[email][row] != 0 {
            let last = columns[surname][row]
            guard last == 0 || vocabularies[surname].length(last) == 1 else { continue }
            let mailbox = mailboxes[Int(columns[email][row])]
            if mailboxIsRole[Int(mailbox)] { continue }
            let found = readName(fromMailbox: mailboxWords[mailbox], given: vocabularies[given][columns[given][row]]) {
                vocabularies[surname].find($0).map { Int($0) < known.count && known[Int($0)] } ?? false
            }
            guard let found, last == 0 || vocabularies[surname][last].first == found.surname.first else { continue }
            columns[surname][row] = shared(found.surname)
            if columns[given][row] == 0 { columns[given][row] = shared(found.given) }
            nameFromMailbox[row] = true
        }
    }

    /// By number, whether it occurs; not for "missing".
    private static func marks(_ column: [UInt32], _ count: Int, where test: (Int) -> Bool = { _ in true }) -> [Bool] {
        var marks = [Bool](repeating: false, count: count + 1)
        for (row, code) in column.enumerated() where test(row) { marks[Int(code)] = true }
        marks[0] = false
        return marks
    }

    /// "rjones" as the whole of a name: an initial and a surname, if anybody here has that surname and nobody that
    /// given name.
    private mutating func splitInitials() {
        guard let given, let surname else { return }
        let isFull = { [columns] (row: Int) in columns[given][row] != 0 && columns[surname][row] != 0 }
        let asGiven = Self.marks(columns[given], vocabularies[given].count, where: isFull)
        let asSurname = Self.marks(columns[surname], vocabularies[surname].count, where: isFull)
        for row in 0..<count where columns[surname][row] == 0 && columns[given][row] != 0 {
            let code = Int(columns[given][row])
            let name = vocabularies[given][columns[given][row]]
            guard name.count > 4, code >= asGiven.count || !asGiven[code], !Nicknames.isKnown(name) else { continue }
            let rest = Array(name.dropFirst())
            guard let last = vocabularies[surname].find(rest), Int(last) < asSurname.count, asSurname[Int(last)] else {
                continue
            }
            columns[given][row] = shared([name[0]])
            columns[surname][row] = last
        }
    }

    /// The number of a name in the vocabulary that given names and surnames share.
    private mutating func shared(_ name: [UInt8]) -> UInt32 {
        guard let given, let surname else { return 0 }
        let code = vocabularies[given].code(name)
        _ = vocabularies[surname].code(name)
        if Int(code) == shortForms.count { shortForms.append(name) }
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

    // MARK: How mailboxes are made from names

    mutating func readStyles() {
        guard let given, let surname, let email else {
            styles = [UInt8](repeating: 0, count: count)
            return
        }
        // Not through `self`: threads that share one value would all count its references.
        let (names, boxes, forms) = (vocabularies[given], mailboxWords, shortForms)
        let (firsts, lasts, addresses, mailboxes) = (columns[given], columns[surname], columns[email], mailboxes)
        styles = names.withView { names in
            boxes.withView { boxes in
                Parallel.fill(firsts.count, repeating: UInt8(0)) { range, places in
                    let reader = StyleReader(names: names, forms: forms)
                    for row in range where addresses[row] != 0 {
                        places[row] = reader.style(
                            box: boxes[mailboxes[Int(addresses[row])]], given: firsts[row], surname: lasts[row])
                    }
                }
            }
        }
    }
}

/// Tells how mailboxes are made from names, by the numbers of the names.
private struct StyleReader {
    let names: Vocabulary.View
    let forms: ShortForms

    func style(box: Bytes, given: UInt32, surname: UInt32) -> UInt8 {
        let last = names[surname]
        guard last.contains(Letters.space) else { return style(box, given, last).code }
        // The parts of a surname stand together in a mailbox, or are joined by a dash.
        let solid = last.filter { $0 != Letters.space }
        let plain = solid.withUnsafeBufferPointer { style(box, given, $0) }
        if plain.form != .none { return plain.code }
        let dashed = last.map { $0 == Letters.space ? UInt8(ascii: "-") : $0 }
        return dashed.withUnsafeBufferPointer { style(box, given, $0) }.code
    }

    private func style(_ box: Bytes, _ given: UInt32, _ surname: Bytes) -> MailboxStyle {
        let first = Bytes(rebasing: names[given].prefix { $0 != Letters.space })
        if forms.isEmpty(given) { return MailboxStyle(mailbox: box, given: first, surname: surname) { _ in false } }
        return MailboxStyle(mailbox: box, given: first, surname: surname) { forms.holds(given, Array($0)) }
    }
}
