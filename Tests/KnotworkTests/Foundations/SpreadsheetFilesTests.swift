import Delimited
import HTTPTypes
import Store
import Testing

@testable import Knotwork

/// Every table that people take with them, whichever feature it is from.
@Suite(.timeLimit(.minutes(20))) struct SpreadsheetFilesTests {
    @Test(arguments: Engines.all)
    func `each row of each table ends once, and nothing in it runs in a spreadsheet`(engine: Engine) async throws {
        try await TestApp.run(engine, at: "2022-06-30T10:00:00Z") { app in
            let programme = try await app.example().programme
            try await app.database.write { tx in
                try tx.execute("UPDATE application SET organisation = '=HYPERLINK(\"x\")' WHERE number = 3")
                try tx.execute("UPDATE event SET title = '+two, \"lines\"\nof it' WHERE slug = 'w1'")
            }
            let endpoints = App.routes(app.dependencies).endpoints.map(\.path).filter { $0.hasSuffix(".csv") }
            #expect(endpoints.count >= 5)
            try await app.browse { visitors in
                var quoted = 0
                let team = try await visitors.person("t@x.example", roles: [.team], in: programme.id)
                for endpoint in endpoints {
                    let path = endpoint.replacing(":programme", with: programme.slug)
                    let file = try await team.get(path)
                    #expect(file.status == 200 && file.headers[.contentType] == "text/csv; charset=utf-8", "\(path)")
                    #expect(Self.fault(in: Array(file.text.utf8)) == nil, "\(path)")
                    let rows = DelimitedText(file.text).records.map(\.fields)
                    #expect(rows.count > 1 && Set(rows.map(\.count)).count == 1, "\(path)")
                    let cells = rows.joined()
                    #expect(!cells.contains { $0.hasPrefix("=") || $0.hasPrefix("+") }, "\(path)")
                    quoted += cells.count { $0.hasPrefix("'=") || $0.hasPrefix("'+") }
                }
                #expect(quoted >= 3, "there was something to make harmless")
            }
        }
    }

    /// Where rows do not end with CR LF once, outside of quotes.
    private static func fault(in bytes: [UInt8]) -> String? {
        var (isQuoted, isRowEmpty, last) = (false, true, UInt8(0))
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, (byte == 10) != (last == 13) { return "CR and LF are apart at byte \(place)" }
            if !isQuoted, byte == 10 {
                if isRowEmpty { return "an empty row at byte \(place)" }
                isRowEmpty = true
            } else if byte != 13 {
                isRowEmpty = false
            }
            last = isQuoted ? 0 : byte
        }
        return last == 10 ? nil : "the last row has no end"
    }
}
