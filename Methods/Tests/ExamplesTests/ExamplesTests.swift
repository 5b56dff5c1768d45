import Foundation
import Synchronization
import Testing

/// The examples that stand in the documentation of the modules, word for word.
@Suite(.timeLimit(.minutes(20))) struct ExamplesTests {
    private final class Said: Sendable {
        let lines = Mutex<[String]>([])
    }

    private let said = Said()

    /// Takes what an example prints.
    func print(_ values: Any...) {
        said.lines.withLock { $0.append(values.map { "\($0)" }.joined(separator: " ")) }
    }

    /// Whether the example in a file is that of the module's documentation, and prints what stands there behind its lines.
    func check(_ path: String = #filePath) throws {
        let file = URL(fileURLWithPath: path)
        let module = file.lastPathComponent.replacingOccurrences(of: "Example.swift", with: "")
        let package = file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let article = package.appendingPathComponent("Sources/\(module)/Documentation.docc/\(module).md")
        let lines = try String(contentsOf: article, encoding: .utf8).components(separatedBy: "\n")
            .drop { $0 != "```swift" }.dropFirst().prefix { $0 != "```" }
        let code = lines.filter { !$0.hasPrefix("import ") }
        #expect(!code.isEmpty)
        let source = try String(contentsOf: file, encoding: .utf8)
        #expect(Self.bare(source).contains(Self.bare(code.joined())), "\(article.path) has another example")
        let promised = code.filter { $0.contains("print(") }.compactMap { $0.components(separatedBy: "  // ").last }
        #expect(said.lines.withLock { $0 } == promised)
    }

    /// Without white space, which is set otherwise in a test.
    private static func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    @Test func `every public declaration of every module has a contract`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.allObjects ?? []
        var bare: [String] = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
                .map { $0.trimmingCharacters(in: .whitespaces) }
            for (number, line) in lines.enumerated() where Self.needsContract(line) {
                let above = lines[..<number].last { !$0.hasPrefix("@") } ?? ""
                if !above.hasPrefix("///") { bare.append("\(file.lastPathComponent):\(number + 1): \(line)") }
            }
        }
        #expect(files.count > 100)
        #expect(bare == [])
    }

    /// Initialisers that only take members over, and what protocols ask for, say themselves what they do.
    private static func needsContract(_ line: String) -> Bool {
        let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
        guard words.first == "public", let second = words.dropFirst().first, second != "import" else { return false }
        return !second.hasPrefix("init(") && !line.contains("func <") && !line.contains("func ==")
            && !line.contains("var description")
    }
}
