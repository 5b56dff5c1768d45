import Foundation
import Markup

/// A report as it was published: the words and the figures of that moment, which never change afterwards. It is kept as data
/// with everything that is needed to work the figures out again: what was counted, how, and when. Nothing in it is a count of
/// few people, or tells one: not a figure, a formula, a cell, nor the length of a bar.
struct FrozenReport: Codable, Sendable, Hashable {
    struct Figure: Codable, Sendable, Hashable {
        var key: String
        var title: String
        /// As people read it.
        var value: String
        /// As programs read it.
        var number: String
        var unit: String
        var definition: String
        var formula: String
    }

    struct Group: Codable, Sendable, Hashable {
        var title: String
        var words: String
        var figures: [Figure]
        /// Nil in what was published before reports kept their charts.
        var pictures: [Picture]?
        /// Nil in what was published before reports kept their tables.
        var tables: [Sheet]?
        /// Of which moment its numbers are, where that is an earlier one than that of the report.
        var note: String?
    }

    /// A table as it was published. The first column names the row.
    struct Sheet: Codable, Sendable, Hashable {
        var key: String
        var caption: String
        var headings: [String]
        /// The places of the columns that hold numbers.
        var numbers: [Int]
        var rows: [[String]]
        var foot: [String]?
        var note: String
    }

    struct Section: Codable, Sendable, Hashable {
        var title: String
        var words: String
        var sheet: Sheet?
        var dates: Dates?
    }

    /// When it all happened, as a drawing: days by their number.
    struct Dates: Codable, Sendable, Hashable {
        struct Span: Codable, Sendable, Hashable {
            var label: String
            var when: String
            var start: Double
            var end: Double?
        }

        struct Mark: Codable, Sendable, Hashable {
            var at: Double
            var name: String
        }

        var headline: String
        var spans: [Span]
        var marks: [Mark]
    }

    /// A finding: its id where it is kept, and the words themselves where they leave. Whoever takes back their consent leaves
    /// what was published too.
    enum Printed: Codable, Sendable, Hashable {
        case id(String)
        case words(kind: String, words: String, speaker: String)

        private enum CodingKeys: String, CodingKey { case kind, words, speaker }

        init(from decoder: any Decoder) throws {
            self = .id(try decoder.singleValueContainer().decode(String.self))
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .id(let id):
                var one = encoder.singleValueContainer()
                try one.encode(id)
            case .words(let kind, let words, let speaker):
                var members = encoder.container(keyedBy: CodingKeys.self)
                try members.encode(kind, forKey: .kind)
                try members.encode(words, forKey: .words)
                if !speaker.isEmpty { try members.encode(speaker, forKey: .speaker) }
            }
        }
    }

    var title: String
    var edition: String
    var host: String
    var opening: String
    var groups: [Group]
    /// Nil in what was published before reports had them.
    var sections: [Section]?
    var closing: String
    var findings: [Printed]
    /// The moment of the figures.
    var asOf: String
    /// What works them out again.
    var command: String
}

extension FrozenReport {
    func json() throws -> String { try JSONFile.text(self) }

    init(json: String) throws {
        self = try JSONDecoder().decode(FrozenReport.self, from: Data(json.utf8))
    }

    /// With the words of these findings, for those who take the report as a file.
    func with(_ findings: [Finding]) -> FrozenReport {
        var file = self
        file.findings = findings.map { .words(kind: $0.kind.rawValue, words: $0.words, speaker: $0.speaker) }
        return file
    }
}
