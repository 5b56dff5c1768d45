/// Which part a part means by its short names for others.
final class Relations: XMLHandler {
    struct Target {
        var part: String
        /// The last word of its kind: `worksheet`, `sharedStrings`, `styles`, `officeDocument` …
        var kind: String
    }

    private(set) var targets: [String: Target] = [:]
    private let folder: [Substring]

    /// The relations of a part, `""` for those of the whole archive; none when it has none.
    init(of part: String, in archive: Archive, depth: Int) throws(WorkbookFault) {
        let steps = part.split(separator: "/")
        folder = Array(steps.dropLast())
        let list = (folder.map(String.init) + ["_rels", "\(steps.last ?? "").rels"]).joined(separator: "/")
        if archive.has(list) { try XMLScan.scan(list, of: archive, depth: depth, with: self) }
    }

    /// The first part of a kind.
    func first(_ kind: String) -> String? {
        targets.sorted { $0.key < $1.key }.first { $0.value.kind == kind }?.value.part
    }

    func start(_ tag: String, _ attributes: XMLAttributes) throws(WorkbookFault) {
        guard tag == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
            let target = attributes["Target"]
        else { return }
        let kind = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
        targets[id] = Target(part: resolved(target), kind: kind)
    }

    /// A path from the folder of the part, or from the root when it begins with a slash.
    private func resolved(_ target: String) -> String {
        let path = target.replacing("\\", with: "/")
        var steps = path.hasPrefix("/") ? [] : folder
        for step in path.split(separator: "/") {
            switch step {
            case ".": continue
            case "..": _ = steps.popLast()
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}
