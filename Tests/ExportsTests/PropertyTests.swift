import Testing

@testable import Exports

/// What holds for every table: the order of rows and columns changes nothing, and one stray line costs itself alone.
@Suite(.timeLimit(.minutes(20))) struct PropertyTests {
    static let tables: [[[String]]] = [
        [
            ["Vorname", "Nachname", "E-Mail", "Firma", "Abgemeldet"],
            ["Jutta", "Käfer", "jutta@weser.example", "Weserhaus", "ja"],
            ["Jörg", "Müßig", "joerg@muessig.example", "", ""], ["Ann", "Lee", "", "Quay & Co", "vielleicht"],
        ],
        [
            ["Order #", "Name", "Email", "Quantity", "Ticket Type", "Attendee Status", "Buyer name", "Buyer email"],
            ["1", "Ann Lee", "ann@quay.example", "3", "Std", "Attending", "Ann Lee", "ann@quay.example"],
            ["2", "Bo Ray", "bo@ray.example", "1", "Std", "Provisional", "Cy Roe", "cy@roe.example"],
            ["3", "Di Orr", "di@orr.example", "1", "Std", "Refunded", "", ""],
            ["4", "", "", "1", "Std", "Attending", "Cy Roe", "cy@roe.example"],
        ],
        [
            [
                "Nombre (nombre original)", "E-mail del usuario", "Hora para unirse", "Hora para salir",
                "Duración (minutos)",
            ],
            ["Inés", "ines@mar.example", "27/01/2022 10:00:00", "27/01/2022 11:30:00", "90,0"],
            ["Íñigo", "inigo@mar.example", "27/01/2022 10:05:00", "27/01/2022 11:05:00", "60,0"],
            ["Inés", "ines@mar.example", "27/01/2022 11:31:00", "27/01/2022 12:00:00", "29,0"],
        ],
        [
            ["First name", "Last name", "Email", "Registration Time", "Registration Status"],
            ["Zoë", "Athersuch", "zoe@capacity.example", "1/20/2022 9:15:00 AM", "Registered"],
            ["Hamza", "Standishby", "hamza@tidegate.example", "1/21/2022 9:15:00 AM", "Canceled"],
        ],
    ]

    private func text(_ rows: [[String]]) -> String {
        rows.map { $0.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n" }.joined()
    }

    /// What is read of each person, without where it stood.
    private func facts(_ file: Export) -> [String] {
        file.people.map { person in
            "\(person.name ?? "") \(person.email ?? "") \(person.organisation ?? "") \(person.status) \(person.mail) "
                + "\(person.minutes ?? -1) \(person.time?.description ?? "") \(person.guestOf?.name ?? "") "
                + "\(person.buyer?.name ?? "") \(person.asks.map(\.value)) \(person.answers.map(\.text).sorted())"
        }.sorted()
    }

    @Test(arguments: tables) func `the order of rows and of columns changes nothing`(table: [[String]]) throws {
        var random = Generator(seed: 20_220_130)
        let first = try export(text(table))
        for _ in 0..<30 {
            let columns = table[0].indices.shuffled(using: &random)
            let rows = [table[0]] + table.dropFirst().shuffled(using: &random)
            let other = try export(text(rows.map { row in columns.map { row[$0] } }))
            #expect(facts(other) == facts(first))
            #expect(other.source == first.source && other.rows == first.rows && other.language == first.language)
        }
    }

    @Test(arguments: tables) func `a stray line never loses another row`(table: [[String]]) throws {
        let first = try export(text(table))
        let strays = [
            "Total", "Exported by somebody on 12/01/2022", "\"open", "#REF!", "x,y,z,1,2,3,4,5,6,7,8,9", "Zo\u{FFFD}",
        ]
        for stray in strays {
            for place in 1...table.count {
                var lines = text(table).split(separator: "\n").map(String.init)
                lines.insert(stray, at: place)
                let file = try export(lines.joined(separator: "\n") + "\n")
                #expect(Set(facts(file)).isSuperset(of: facts(first)), "\(stray) at \(place)")
                #expect(file.rows == file.taken + file.refused.count)
            }
        }
    }

    @Test func `reading stays linear`() throws {
        func seconds(_ rows: Int) throws -> Double {
            let lines = (0..<rows).map {
                "Ann\($0) Lée,ann\($0)@quay.example,1,Attending,ZoÃ« & Co,\"said \"\"yes\"\"\"\n"
            }
            let text = "Name,Email,Quantity,Attendee Status,Company,Consent\n" + lines.joined()
            let clock = ContinuousClock()
            let length = try clock.measure { _ = try export(text) }
            return Double(length.components.seconds) + Double(length.components.attoseconds) / 1e18
        }
        _ = try seconds(100)
        let (few, many) = try (seconds(1_000), seconds(8_000))
        #expect(many < few * 8 * 4, "eight times the rows may take eight times as long, with room for a busy machine")
    }
}
