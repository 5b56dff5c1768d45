import Markup
import Names
import Store

/// The criteria of a round as somebody typed them: a block each, those without a title are left out.
struct CriteriaForm: Sendable {
    /// The most criteria of a round.
    static let most = 10
    /// Empty blocks at the end, for more.
    static let spare = 2

    struct Block: Sendable {
        var key = ""
        var title = ""
        var weight = ""
        var lowest = "1"
        var highest = "5"
        /// A line each: `1: Does not say`.
        var anchors = ""

        var isEmpty: Bool { title.isEmpty && weight.isEmpty && anchors.isEmpty }
    }

    private(set) var blocks: [Block]

    init(_ criteria: [Criterion]) {
        blocks = criteria.map { one in
            Block(
                key: one.key, title: one.title, weight: "\(one.weight)", lowest: "\(one.lowest)",
                highest: "\(one.highest)",
                anchors: one.anchors.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
            )
        }
        pad()
    }

    init(_ data: FormData) {
        blocks = (0..<Self.most).compactMap { place in
            guard data.has("title-\(place)") else { return nil }
            return Block(
                key: data.text("key-\(place)"), title: data.text("title-\(place)"),
                weight: data.text("weight-\(place)"),
                lowest: data.text("lowest-\(place)"), highest: data.text("highest-\(place)"),
                anchors: data.text("anchors-\(place)"))
        }
    }

    var data: FormData {
        FormData(
            blocks.enumerated().flatMap { place, block in
                [
                    ("key-\(place)", [block.key]), ("title-\(place)", [block.title]),
                    ("weight-\(place)", [block.weight]), ("lowest-\(place)", [block.lowest]),
                    ("highest-\(place)", [block.highest]), ("anchors-\(place)", [block.anchors]),
                ]
            })
    }

    private mutating func pad() {
        let wanted = min(Self.most, blocks.count + Self.spare)
        while blocks.count < wanted { blocks.append(Block()) }
    }

    /// What was typed as criteria, or what is wrong with it.
    func criteria(of round: Round, id: () -> ID<Criterion>) throws -> [Criterion] {
        var errors = FieldErrors()
        var keys: Set<String> = []
        let all = blocks.enumerated().compactMap { place, block -> Criterion? in
            guard !block.isEmpty else { return nil }
            return Self.criterion(block, place, round, id(), &keys, &errors)
        }
        if all.isEmpty, errors.isEmpty { errors.add("title-0", "Name at least one criterion") }
        let sum = all.reduce(0) { $0 + $1.weight }
        if errors.isEmpty, sum != 100 {
            errors.add("weight-0", "The weights must make 100 per cent together; they make \(sum)")
        }
        try errors.check()
        return all
    }

    private static func criterion(
        _ block: Block, _ place: Int, _ round: Round, _ id: ID<Criterion>, _ keys: inout Set<String>,
        _ errors: inout FieldErrors
    ) -> Criterion {
        if block.title.isEmpty || block.title.count > 200 {
            errors.add("title-\(place)", "Name criterion \(place + 1), with 200 characters at most")
        }
        let weight = Int(block.weight) ?? -1
        if !(1...100).contains(weight) {
            errors.add("weight-\(place)", "Enter the weight of criterion \(place + 1) as a number from 1 to 100")
        }
        let (lowest, highest) = (Int(block.lowest) ?? 0, Int(block.highest) ?? 0)
        let isScale =
            (0...100).contains(lowest) && highest > lowest && highest - lowest <= 10 && Int(block.lowest) != nil
        if !isScale { errors.add("highest-\(place)", "Points go from a lower to a higher number, at most ten apart") }
        let name = ComparableWords(block.title).text.split(separator: " ").joined(separator: "-")
        var key = block.key.isEmpty ? String(name.prefix(60)) : block.key
        while !keys.insert(key).inserted { key += "-\(place + 1)" }
        return Criterion(
            id: id, round: round, key: key, title: block.title, weight: weight, lowest: lowest, highest: highest,
            anchors: isScale ? anchors(block, place, lowest...highest, &errors) : [:])
    }

    private static func anchors(
        _ block: Block, _ place: Int, _ scale: ClosedRange<Int>, _ errors: inout FieldErrors
    ) -> [Int: String] {
        var anchors: [Int: String] = [:]
        for line in block.anchors.split(separator: "\n") {
            let halves = line.split(separator: ":", maxSplits: 1).map { OneLine.clean(String($0)) }
            guard halves.count == 2, let points = Int(halves[0]), scale.contains(points), !halves[1].isEmpty,
                halves[1].count <= 300, anchors[points] == nil
            else {
                errors.add(
                    "anchors-\(place)",
                    "Write a line for a number of points, like “\(scale.upperBound): Says exactly who pays”, each number once"
                )
                return anchors
            }
            anchors[points] = halves[1]
        }
        return anchors
    }
}
