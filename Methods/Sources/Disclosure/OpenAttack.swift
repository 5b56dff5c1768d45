public import Delimited
import Simplex

/// The attack on tables whose true counts nobody gives: what can be computed of the hidden cells?
///
/// The attacker's knowledge is what the tables show; a first possible table is found and moves from it show how far
/// each hidden cell can be from it, in whole numbers.
public struct OpenAttack: Sendable {
    public enum Verdict: String, Sendable, Hashable, Codable {
        /// Can be 0 and can be at least the threshold.
        case safe
        /// A small count that stands there for all to read.
        case shown
        /// Known exactly.
        case exact
        /// Primary and known to be under the threshold.
        case small
        /// Primary and known to be at least `low`: safe only if the true count is larger than that.
        case unclear
    }

    public struct Finding: Sendable, Hashable {
        public var table: Int
        public var row: Int
        public var low: Int
        /// Nil when it can be the threshold or more.
        public var high: Int?
        public var verdict: Verdict
    }

    /// What was found of each hidden cell, and of each small one that is shown.
    public let findings: [Finding]
    public let hiddenCount: Int
    /// Whether the tables have a joint table that nobody publishes and that was not looked at (`JointTable`).
    public let isUnjoined: Bool

    public var breaches: [Finding] { findings.filter { $0.verdict != .safe && $0.verdict != .unclear } }
}

extension OpenAttack {
    /// - Parameters:
    ///   - tables: tables as they were published, of one population; equal codes of equal columns are equal cells.
    ///   - threshold: counts from 1 to below this should not be recognisable.
    ///
    /// Throws `InputError` when the shown counts contradict each other, `CancellationError` when the task is cancelled.
    public init(
        _ tables: [OpenTable], threshold: Int, progress: DisclosureProgress = { _, _, _ in }
    ) throws {
        let system = OpenSystem(tables)
        guard let point = system.possible() else {
            throw InputError(
                "No counts can make all shown figures true together.", file: tables.first?.file,
                remedy: "Give --hierarchy if a column has levels, and audit tables of other people apart.")
        }
        let isHidden = system.low.indices.map { system.low[$0] < system.high[$0] }
        let room = Room(
            fall: point.indices.map { point[$0] - system.low[$0] },
            rise: point.indices.map { system.high[$0] == .max ? Room.unlimited : system.high[$0] - point[$0] })
        var finder = system.figures.moveFinder(room: room, isHidden: isHidden)
        var findings: [Finding] = []
        for (index, table) in tables.enumerated() {
            for (row, status) in table.status.enumerated() {
                try Task.checkCancellation()
                progress("Attacking", row, table.status.count)
                let figure = system.figureOf[index][row]
                let known = table.known[row]
                if let known, known.count == 1 {
                    guard (1..<max(threshold, 1)).contains(known.lowerBound) else { continue }
                    findings.append(
                        Finding(table: index, row: row, low: known.lowerBound, high: known.lowerBound, verdict: .shown))
                    continue
                }
                let finding =
                    isHidden[figure]
                    ? Self.interval(
                        figure, point[figure], threshold, &finder, isPrimary: status != .secondary,
                        isBlank: known == nil)
                    : (point[figure], point[figure], .exact)
                findings.append(Finding(table: index, row: row, low: finding.0, high: finding.1, verdict: finding.2))
            }
        }
        self.findings = findings
        isUnjoined = system.isUnjoined
        hiddenCount = findings.count { $0.verdict != .shown }
    }

    private static func interval(
        _ figure: Int, _ value: Int, _ threshold: Int, _ finder: inout any MoveFinder, isPrimary: Bool, isBlank: Bool
    ) -> (Int, Int?, Verdict) {
        func canMove(_ change: Int) -> Bool { change == 0 || finder.move(figure, by: change, fixing: []) != nil }
        /// The largest step in a direction up to `most`.
        func reach(_ most: Int, _ sign: Int) -> Int {
            if canMove(sign * most) { return most }
            var (good, bad) = (0, most)
            while bad - good > 1 {
                let middle = (good + bad) / 2
                if canMove(sign * middle) { good = middle } else { bad = middle }
            }
            return good
        }
        let low = value - reach(value, -1)
        let wanted = max(threshold - value, 1)
        let rise = reach(wanted, 1)
        let high: Int? = rise == wanted ? nil : value + rise
        if low == high { return (low, high, .exact) }
        guard isPrimary else { return (low, high, .safe) }
        // A blank says that the count is small or needed to hide one; a changed count says so only when it is proven.
        if let high, high < threshold, isBlank || low > 0 { return (low, high, .small) }
        return (low, high, low == 0 || !isBlank ? .safe : .unclear)
    }
}

/// A published table, read for an attack.
public struct OpenTable: Sendable {
    public let file: String
    public let dimensions: [TableDimension]
    /// The codes of each row.
    let codes: [[Int]]
    let lines: [Int]
    /// What each row shows; nil where it is hidden.
    public let known: [ClosedRange<Int>?]
    public let status: [Suppression.Status]
    public let labels: [[String]]

    /// Reads a table with margins: the column `count`, perhaps `status`, every other column a dimension. A count that
    /// is empty is hidden, `*` means 1 to 7, as the NHS rule has it; other counts may be off by `offBy`.
    ///
    /// Throws `InputError` for a missing column, a cell given twice and a count that is none of these.
    public init(_ sheet: Sheet, count: String, hierarchies: [String: Hierarchy] = [:], offBy: Int = 0) throws {
        file = sheet.file
        let countColumn = try sheet.column(count)
        let statusColumn = sheet.index(of: "status")
        let columns = sheet.header.indices.filter {
            $0 != countColumn && $0 != statusColumn && !sheet.header[$0].isEmpty
        }
        guard !columns.isEmpty, !sheet.records.isEmpty else {
            throw InputError("The table has no cells.", file: sheet.file, remedy: "Give dimension columns and rows.")
        }
        for name in hierarchies.keys.sorted() { _ = try sheet.column(name) }
        dimensions = try columns.map { column in
            let hierarchy = hierarchies[sheet.header[column]]
            var leaves: [String] = []
            var seen: Set<String> = [TableDimension.total]
            for record in sheet.records {
                let code = record.fields[column]
                guard !code.isEmpty else {
                    throw sheet.fault(
                        record, column, "is empty.", remedy: "Write “\(TableDimension.total)” for a margin.")
                }
                if hierarchy?.isParent(code) != true, seen.insert(code).inserted { leaves.append(code) }
            }
            guard !leaves.isEmpty else {
                throw InputError(
                    "The column “\(sheet.header[column])” has margins only.", file: sheet.file, line: 1,
                    remedy: "Remove the column, or give the rows of its codes.")
            }
            return TableDimension(name: sheet.header[column], leaves: leaves, parentOf: hierarchy?.parentOf ?? [:])
        }
        try CountTable.checkSize(dimensions, file: sheet.file)
        let numbers = dimensions.map { Dictionary(uniqueKeysWithValues: zip($0.codes, $0.codes.indices)) }
        var codes: [[Int]] = []
        var known: [ClosedRange<Int>?] = []
        var status: [Suppression.Status] = []
        var first: [[Int]: Int] = [:]
        for record in sheet.records {
            let row = try zip(columns, numbers).map { column, numbers in
                guard let number = numbers[record.fields[column]] else {
                    throw sheet.fault(
                        record, column, "has “\(record.fields[column])”, a level without codes under it.",
                        remedy: "Add the rows of the codes under it, or mend the hierarchy.")
                }
                return number
            }
            if let line = first.updateValue(record.line, forKey: row) {
                throw InputError(
                    "The cell stands twice, first on line \(line).", file: sheet.file, line: record.line,
                    remedy: "Remove one.")
            }
            codes.append(row)
            known.append(try Self.known(sheet, record, countColumn, offBy))
            status.append(statusColumn.flatMap { Suppression.Status(rawValue: record.fields[$0]) } ?? .primary)
        }
        self.codes = codes
        self.known = known
        self.status = status
        lines = sheet.records.map(\.line)
        let dimensions = dimensions
        labels = codes.map { row in zip(dimensions, row).map { $0.codes[$1] } }
    }

    private static func known(_ sheet: Sheet, _ record: DelimitedText.Record, _ column: Int, _ offBy: Int) throws
        -> ClosedRange<Int>?
    {
        switch record.fields[column] {
        case "": return nil
        case "*": return 1...7
        default:
            let count = try sheet.integer(record, column, atLeast: 0)
            guard count <= CountTable.largestCount else {
                throw sheet.fault(
                    record, column, "must not be above \(CountTable.largestCount).")
            }
            return max(0, count - offBy)...(count + offBy)
        }
    }
}

/// The figures of published tables with what is shown of them.
private struct OpenSystem {
    let figures: Figures
    let figureOf: [[Int]]
    var low: [Int]
    var high: [Int]
    let isUnjoined: Bool

    init(_ tables: [OpenTable]) {
        var number: [FigureKey: Int] = [:]
        var sums: [Sum] = []
        var cells: [[Int]] = []
        var frames: [[Int]] = []
        for table in tables {
            let frame = CountTable(dimensions: table.dimensions, inner: [:])
            let own = FigureNames(frame).keys.map { key -> Int in
                if let known = number[key] { return known }
                number[key] = number.count
                return number.count - 1
            }
            sums += frame.sums.map { sum in
                Sum(total: own[sum.total], parts: sum.parts.map { own[$0] }, isEssential: sum.isEssential)
            }
            cells.append(table.codes.map { own[frame.cell($0)] })
            frames.append(own)
        }
        let family = Family(of: tables.map(\.dimensions))
        let joint = family.needsNoJointTable ? nil : JointTable(family, Kinship([]), Halves.none)
        isUnjoined = !family.needsNoJointTable && joint == nil
        let basis = Array(number.count..<(number.count + (joint?.cellCount ?? 0)))
        for margin in joint?.margins ?? [] {
            sums.append(Sum(total: frames[margin.release][margin.cell], parts: margin.parts.map { basis[$0] }))
        }
        let figures = Figures(cellCount: number.count + basis.count, sums: sums, basis: basis)
        self.figures = figures
        figureOf = cells.map { $0.map { figures.figureOf[$0] } }
        low = Array(repeating: 0, count: figures.count)
        high = Array(repeating: .max, count: figures.count)
        for (table, own) in zip(tables, figureOf) {
            for (known, figure) in zip(table.known, own) {
                guard let known else { continue }
                low[figure] = max(low[figure], known.lowerBound)
                high[figure] = min(high[figure], known.upperBound)
            }
        }
    }

    /// Whole counts that agree with everything shown, or nil.
    func possible() -> [Int]? {
        guard low.indices.allSatisfy({ low[$0] <= high[$0] }) else { return nil }
        var programme = LinearProgramme(columnCount: figures.count)
        for figure in low.indices {
            programme.cost[figure] = 1
            programme.setBounds(figure, Double(low[figure]), high[figure] == .max ? .infinity : Double(high[figure]))
        }
        for row in figures.rows {
            programme.addRow(row.map(\.figure), row.map { Double($0.sign) }, lower: 0, upper: 0)
        }
        var nodes = 0
        return Self.whole(&programme, &nodes)
    }

    private static func whole(_ programme: inout LinearProgramme, _ nodes: inout Int) -> [Int]? {
        nodes += 1
        guard nodes <= 5000, programme.minimiseFromDual() == .optimal else { return nil }
        func fraction(_ j: Int) -> Double { abs(programme.value[j] - programme.value[j].rounded()) }
        guard let j = (0..<programme.columnCount).max(by: { fraction($0) < fraction($1) }), fraction(j) > 1e-6 else {
            return (0..<programme.columnCount).map { Int(programme.value[$0].rounded()) }
        }
        let bounds = (programme.lower[j], programme.upper[j])
        let floor = programme.value[j].rounded(.down)
        for side in [(bounds.0, floor), (floor + 1, bounds.1)] {
            programme.setBounds(j, side.0, side.1)
            let found = whole(&programme, &nodes)
            programme.setBounds(j, bounds.0, bounds.1)
            if let found { return found }
        }
        return nil
    }
}
