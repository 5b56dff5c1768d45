/// The picture of docs/architecture.md, drawn from the source: the parts in their order from below, and an arc from each
/// feature to every earlier one whose types it names, the thicker the more of them.
struct ArchitecturePicture {
    struct Use: Hashable {
        var from: String
        var to: String
        /// How many types of `to` stand in files of `from`.
        var names: Int
    }

    let parts: [String]
    let counts: [String: Int]
    let uses: [Use]

    init(_ source: Architecture) {
        parts = ["App"] + Architecture.features.reversed() + ["Foundations"]
        counts = Dictionary(grouping: source.files) { $0.part }.mapValues(\.count)
        uses = Self.uses(in: source)
    }

    private static func uses(in source: Architecture) -> [Use] {
        var owner: [String: String] = [:]
        for file in source.files {
            for name in Architecture.topLevelTypes(in: file.text.code) { owner[name] = file.part }
        }
        let named = Dictionary(grouping: source.files) { $0.part }.mapValues { files in
            files.reduce(into: Set<String>()) { $0.formUnion($1.text.names) }
        }
        return Architecture.features.flatMap { from in
            Architecture.features.compactMap { to in
                guard from != to else { return nil }
                let names = (named[from] ?? []).count { owner[$0] == to }
                return names == 0 ? nil : Use(from: from, to: to, names: names)
            }
        }
    }

    private static let (left, width, height, gap, top) = (20, 240, 40, 14, 70)

    private func y(_ part: String) -> Int { Self.top + (parts.firstIndex(of: part) ?? 0) * (Self.height + Self.gap) }

    var svg: String {
        let bottom = Self.top + parts.count * (Self.height + Self.gap)
        let boxes = parts.map(box).joined()
        let arcs = uses.sorted { ($0.from, $0.to) < ($1.from, $1.to) }.map(arc).joined()
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 \(bottom + 90)" font-family="sans-serif" font-size="15">
            <title>How Knotwork is built: each part uses those below it</title>
            <rect width="760" height="\(bottom + 90)" fill="#fffdf8"/>
            <text x="20" y="30" font-size="20" font-weight="bold" fill="#222">Each part uses those below it</text>
            <text x="20" y="52" fill="#555">Arcs: a feature names types of an earlier one; the thicker, the more</text>
            \(boxes)\(arcs)\(targets(bottom))</svg>

            """
    }

    private func box(_ part: String) -> String {
        let (y, files) = (y(part), counts[part] ?? 0)
        let fill = Architecture.features.contains(part) ? "#e3efee" : "#f1e7d3"
        return """
            <rect x="\(Self.left)" y="\(y)" width="\(Self.width)" height="\(Self.height)" rx="6" fill="\(fill)" stroke="#0b5b5d"/>
            <text x="\(Self.left + 14)" y="\(y + 25)" fill="#222">\(part)</text>
            <text x="\(Self.left + Self.width - 14)" y="\(y + 25)" text-anchor="end" fill="#555">\(files) files</text>

            """
    }

    private func arc(_ use: Use) -> String {
        let edge = Self.left + Self.width
        let (from, to) = (y(use.from) + Self.height / 2 + 6, y(use.to) + Self.height / 2 - 6)
        let reach = edge + 40 + (to - from) * 3 / 4
        let thickness = min(1 + use.names / 3, 7)
        return """
            <path d="M\(edge) \(from) C\(reach) \(from) \(reach) \(to) \(edge) \(to)" fill="none" stroke="#0b5b5d" \
            stroke-opacity="0.45" stroke-width="\(thickness)"><title>\(use.from) names \(use.names) types of \(use.to)</title></path>

            """
    }

    /// The targets below Knotwork, which know nothing of it.
    private func targets(_ y: Int) -> String {
        let names = ["Store", "Markup", "Exports", "Methods"]
        return names.enumerated().map { place, name in
            let x = Self.left + place * 130
            return """
                <rect x="\(x)" y="\(y + 20)" width="118" height="40" rx="6" fill="#efefef" stroke="#555"/>
                <text x="\(x + 59)" y="\(y + 45)" text-anchor="middle" fill="#222">\(name)</text>

                """
        }.joined()
    }
}
