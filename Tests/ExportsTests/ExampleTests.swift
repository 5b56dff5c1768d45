import Foundation
import Testing

@testable import Exports

/// The files of the example programme, read as the programme is loaded.
@Suite(.timeLimit(.minutes(20))) struct ExampleTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Examples/lcr-2021-22")

    struct File {
        var path: String
        var source: Export.Source
        var encoding: Export.Encoding
        var dates: Export.Dates
        var rows: Int
        var people: Int
    }

    static let files = [
        File(
            path: "people/stakeholders.csv", source: .contacts, encoding: .windows1252, dates: .dayFirst, rows: 75,
            people: 75),
        File(
            path: "events/launch-zoom.csv", source: .zoomParticipants, encoding: .utf8WithMark, dates: .monthFirst,
            rows: 116, people: 101),
        File(
            path: "events/launch-eventbrite.csv", source: .eventbriteAttendees, encoding: .utf8, dates: .dayFirst,
            rows: 117, people: 117),
        File(
            path: "events/w1-eventbrite.csv", source: .eventbriteAttendees, encoding: .utf8, dates: .dayFirst, rows: 13,
            people: 13),
        File(
            path: "events/w2-eventbrite.csv", source: .eventbriteAttendees, encoding: .utf8, dates: .ambiguous, rows: 4,
            people: 4),
        File(
            path: "events/w3-eventbrite.csv", source: .eventbriteAttendees, encoding: .utf8, dates: .iso, rows: 6,
            people: 6),
        File(
            path: "events/w4-eventbrite.csv", source: .eventbriteAttendees, encoding: .utf8, dates: .monthFirst,
            rows: 6, people: 6),
        File(
            path: "events/w5-eventbrite.csv", source: .eventbriteAttendees, encoding: .utf8, dates: .dayFirst, rows: 29,
            people: 29),
        File(path: "events/webinar-views.csv", source: .pageViews, encoding: .utf8, dates: .none, rows: 15, people: 0),
        File(path: "boards/p1-miro.csv", source: .miro, encoding: .utf8, dates: .none, rows: 74, people: 0),
        File(path: "boards/p2-miro.csv", source: .miro, encoding: .utf8, dates: .none, rows: 74, people: 0),
        File(path: "boards/p3-miro.csv", source: .miro, encoding: .utf8, dates: .none, rows: 77, people: 0),
        File(
            path: "applications/eoi-microsoft-forms.csv", source: .microsoftForms, encoding: .utf8WithMark,
            dates: .dayFirst, rows: 12, people: 12),
        File(
            path: "applications/diversity-survey.csv", source: .microsoftForms, encoding: .utf8, dates: .dayFirst,
            rows: 23, people: 23),
    ]

    @Test(arguments: files) func `each file is recognised and taken whole`(file: File) throws {
        let bytes = try Array(Data(contentsOf: Self.folder.appendingPathComponent(file.path)))
        let export = try Export.read(bytes, name: String(file.path.split(separator: "/").last ?? ""))
        #expect(export.source == file.source)
        #expect(export.encoding == file.encoding)
        #expect(export.dates == file.dates)
        #expect(export.rows == file.rows)
        #expect(export.refused.isEmpty)
        #expect(export.people.count == file.people)
    }

    @Test func `the page views are those of the evaluation`() throws {
        let bytes = try Array(Data(contentsOf: Self.folder.appendingPathComponent("events/webinar-views.csv")))
        let views = try Export.read(bytes, name: "webinar-views.csv").views
        #expect(views.map(\.views) == [150, 20, 1, 0, 32, 3, 82, 17, 0, 44, 9, 0, 105, 14, 1])
        #expect(views.compactMap(\.tickets) == [13, 4, 6, 6, 29])
    }

    @Test func `an application keeps its number, its themes and its answers, and is not its second contact's`() throws {
        let bytes = try Array(
            Data(contentsOf: Self.folder.appendingPathComponent("applications/eoi-microsoft-forms.csv")))
        let export = try Export.read(bytes, name: "eoi-microsoft-forms.csv")
        #expect(export.people.map(\.order) == (1...12).map(String.init))
        #expect(export.people.allSatisfy { $0.otherEmails.isEmpty && $0.otherName == nil })
        let themes = export.people.flatMap { $0.answers.filter { $0.question.hasPrefix("Which themes") } }
        #expect(themes.count == 12)
        #expect(themes.reduce(0) { $0 + $1.choices.count } == 15)
    }
}
