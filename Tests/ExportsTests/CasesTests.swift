import Foundation
import Testing

@testable import Exports

/// The files of `Cases`, each of which was once read wrongly: bytes as somebody handed them in, people invented.
@Suite(.timeLimit(.minutes(20))) struct CasesTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Cases")

    private func read(_ name: String) throws -> Export {
        try Export.read(Array(Data(contentsOf: Self.folder.appendingPathComponent(name))), name: name)
    }

    // MARK: Read and kept

    @Test func `both addresses of a person are kept`() throws {
        let file = try read("address-book-second-addresses.csv")
        #expect(file.people.map(\.email) == ["zoe@capacity.example", "hamza@tidegate.example"])
        #expect(file.people.map(\.otherEmails) == [["z.athersuch@home.example"], ["hamza@home.example"]])
        #expect(file.people.map(\.organisation) == ["Capacity", "Tidegate"])
        #expect(file.tool == "Google Contacts")
    }

    @Test func `an order of three is three places`() throws {
        let file = try read("order-of-three.csv")
        #expect(file.people.map(\.name) == ["Hamza Standishby", nil, nil])
        #expect(file.people.map { $0.guestOf?.email } == [nil, "hamza@tidegate.example", "hamza@tidegate.example"])
        #expect(file.people.allSatisfy { $0.status == .booked && $0.tickets == 1 && $0.line == 2 })
        #expect(file.people.map(\.isGuestOfBuyer) == [false, true, true])
    }

    // MARK: Mail

    @Test(arguments: [
        ("crm-unsubscribed-from-all.csv", [Export.Status.neverMail, .contact]),
        ("can-be-emailed-no.csv", [.neverMail, .contact]), ("hard-bounce-true.csv", [.neverMail, .contact]),
        ("audience-merged-some-unsubscribed.csv", [.neverMail, .contact]),
    ])
    func `a refusal of mail counts in its row alone`(name: String, statuses: [Export.Status]) throws {
        #expect(try read(name).people.map(\.status) == statuses)
    }

    @Test func `a customer list gives the company and every address`() throws {
        let file = try read("crm-unsubscribed-from-all.csv")
        #expect(file.tool == "HubSpot")
        #expect(file.people.map(\.organisation) == ["Capacity", "Tidegate"])
        #expect(file.people[0].otherEmails == ["z.athersuch@home.example", "zoe.a@old.example"])
    }

    // MARK: Bookings

    @Test func `registrations of Teams are booked, cancelled and waiting`() throws {
        let file = try read("teams-registration-canceled-waitlisted.csv")
        #expect(file.source == .teamsRegistration)
        #expect(file.people.map(\.status) == [.booked, .cancelled])
        #expect(file.refused.map(\.line) == [4])
        #expect(file.refused.first?.column == "Registration Status" && file.refused.first?.value == "Waitlisted")
    }

    @Test func `the attendee is the person, the buyer stands beside`() throws {
        let file = try read("tickets-buyer-beside-attendee.csv")
        #expect(
            file.shown == [
                Shown("Zoë Athersuch", "zoe@capacity.example", nil, .attended),
                Shown("Bo Ray", "bo@ray.example", nil, .booked), Shown("Kim Lee", "kim@lee.example", nil, .cancelled),
            ])
        #expect(
            file.people.map { $0.buyer?.email } == [
                "hamza@tidegate.example", "hamza@tidegate.example", "kim@lee.example",
            ])
        #expect(file.source == .tickets)
    }

    @Test func `a void ticket is cancelled, one that nobody has is a guest's`() throws {
        let file = try read("tickets-void-and-unassigned.csv")
        #expect(
            file.shown == [
                Shown("Zoë Athersuch", "zoe@capacity.example", "Capacity", .booked), Shown(nil, nil, nil, .booked),
                Shown("Bo Ray", "bo@ray.example", nil, .cancelled),
            ])
        #expect(file.people[1].guestOf?.name == "Hamza Standishby")
        #expect(file.people[1].guestOf?.organisation == "Tidegate")
    }

    @Test func `three names behind one address stay three records`() throws {
        let file = try read("info-address-three-people.csv")
        #expect(file.people.map(\.name) == ["Zoë Athersuch", "Bo Ray", "Capacity Team"])
    }

    // MARK: Languages

    @Test func `a Teams report in German`() throws {
        let file = try read("teams-german.csv")
        #expect(file.source == .teamsAttendance && file.language == "de" && file.dates == .dayFirst)
        #expect(
            file.shown == [
                Shown("Jutta Käfer", "jutta.kaefer@weserhaus.example", nil, .host, 68),
                Shown("Jörg Müßig", "joerg@muessig.example", nil, .attended, 60),
            ])
        #expect(file.meeting?.topic == "Runder Tisch")
        #expect(file.refused.isEmpty)
    }

    @Test func `Microsoft Forms in German`() throws {
        let file = try read("forms-german-cp1252.csv")
        #expect(file.source == .microsoftForms && file.encoding == .windows1252)
        #expect(file.people.map { $0.time?.description } == ["2022-04-01T00:04:51", "2022-03-30T08:20:10"])
        #expect(file.people.map(\.organisation) == ["Jörg Müßig GmbH", "Weserhaus e.V."])
        #expect(file.people.map(\.name) == [nil, "Jutta Käfer"])
    }

    @Test func `Zoom in Spanish, below its preamble`() throws {
        let file = try read("zoom-spanish-preamble.csv")
        #expect(file.source == .zoomParticipants && file.language == "es")
        #expect(
            file.shown == [
                Shown("Inés Quiñones", "ines@cooperativa.example", nil, .attended, 119),
                Shown("Íñigo Ferrol", "inigo@puerto.example", nil, .attended, 60),
            ])
        #expect(file.meeting?.topic == "Taller de datos" && file.meeting?.minutes == 122)
    }

    @Test func `Google Forms in Spanish`() throws {
        let file = try read("google-forms-spanish.csv")
        #expect(file.source == .googleForms)
        #expect(file.people.map { $0.time?.description } == ["2022-02-03T18:05:10Z", "2022-02-04T11:00:00Z"])
        #expect(file.people.map(\.name) == ["Inés Quiñones", "Íñigo Ferrol"])
        #expect(file.people.map(\.organisation) == ["Cooperativa del Mar", "Puerto"])
    }

    @Test func `tickets in German`() throws {
        let file = try read("tickets-german.csv")
        #expect(file.source == .eventbriteAttendees)
        #expect(
            file.shown == [
                Shown("Jutta Käfer", "jutta.kaefer@weserhaus.example", nil, .booked),
                Shown("Jörg Müßig", "joerg@muessig.example", nil, .absent),
            ])
    }

    @Test func `contacts in Welsh, and with both languages in every heading`() throws {
        #expect(
            try read("contacts-welsh.csv").shown == [
                Shown("Siân Llywelyn", "sian@llechi.example", "Cyngor Llechi", .contact),
                Shown("Gwenllian ap Rhys", "gwen@ap-rhys.example", "Ymddiriedolaeth Glan Afon", .contact),
            ])
        #expect(
            try read("contacts-bilingual-headings.csv").shown == [
                Shown("Siân Llywelyn", "sian@llechi.example", "Cyngor Llechi", .contact)
            ])
    }

    @Test func `the log of a live event`() throws {
        let file = try read("teams-live-event-log.csv")
        #expect(file.source == .teamsAttendance)
        #expect(file.people.map(\.name) == ["Zoë Athersuch", "Hamza Standishby"])
        #expect(file.people.map(\.minutes) == [40, 50])
        #expect(file.people.map(\.email) == ["zoe@capacity.example", "hamza@tidegate.example"])
        #expect(file.people[0].time?.offset == 0)
    }

    // MARK: Numbers

    @Test func `zones, serial numbers, months by name`() throws {
        let zones = try read("forms-zone-eet-pst.csv")
        #expect(
            zones.people.map { $0.time?.description } == [
                "2022-03-27T23:30:00+02:00", "2022-03-27T23:30:00+01:00", "2022-03-27T15:30:00-08:00",
            ])
        let serial = try read("forms-dates-as-serial-numbers.csv")
        #expect(
            serial.people.map { $0.time?.description.prefix(16) } == ["2022-01-27T10:03", "2022-01-28T12:14"])
        let month = try read("forms-month-named-french.csv")
        #expect(month.people.map { $0.time?.description } == ["2022-03-10T10:04:00"])
    }

    @Test func `lengths with a comma`() throws {
        #expect(try read("zoom-decimal-comma.csv").people.map(\.minutes) == [63, 60])
    }

    // MARK: Letters and shape

    @Test func `letters of a Mac, and letters encoded twice`() throws {
        let mac = try read("mac-roman.csv")
        #expect(mac.encoding == .macRoman)
        #expect(mac.people.map(\.name) == ["Zoë Athersuch", "Jörg Müßig"])
        let twice = try read("twice-encoded.csv")
        #expect(twice.people.map(\.name) == ["Zoë Athersuch", "José Núñez"])
        #expect(twice.people.map(\.organisation) == ["Capacity – Data", "Núñez"])
        #expect(twice.remarks.map(\.line) == [2])
    }

    @Test func `two heading lines, a sum, addresses alone`() throws {
        let two = try read("two-heading-rows.csv")
        #expect(two.headerLine == 2)
        #expect(
            two.shown == [
                Shown("Zoë Athersuch", "zoe@capacity.example", "Capacity", .contact),
                Shown("Bo Ray", "bo@ray.example", "Ray Ltd", .contact),
            ])
        let total = try read("total-row.csv")
        #expect(total.people.map(\.name) == ["Zoë Athersuch", "Bo Ray"])
        #expect(total.refused.map(\.line) == [5])
        let list = try read("addresses-only.txt")
        #expect(list.people.map(\.email) == ["zoe@capacity.example", "bo@ray.example", "kim@lee.example"])
        #expect(list.people.map(\.name) == [nil, nil, "Kim Lee"])
    }

    @Test func `cells in single quotes, values that are errors, two people in a row`() throws {
        #expect(
            try read("single-quotes-around-cells.csv").shown == [
                Shown("Zoë Athersuch", "zoe@capacity.example", "Capacity, Data", .contact)
            ])
        let errors = try read("spreadsheet-error-values.csv")
        #expect(
            errors.shown == [
                Shown("Zoë Athersuch", "zoe@capacity.example", nil, .contact),
                Shown(nil, "bo@ray.example", nil, .contact),
                Shown(nil, "kim@lee.example", "Ray Ltd", .contact),
            ])
        #expect(errors.refused.map(\.line) == [4])
        var two = try read("two-people-in-one-row.csv")
        #expect(two.people.map(\.status) == [.ask, .ask])
        for topic in two.topics { two.settle(topic, .several) }
        #expect(
            two.shown == [
                Shown("Zoë Athersuch", "zoe@capacity.example", "Capacity", .contact),
                Shown("Bo Ray", "bo@ray.example", "Capacity", .contact),
                Shown("Kim Lee", "kim@lee.example", "Quay", .contact),
                Shown("Pat Quay", "pat@quay.example", "Quay", .contact),
            ])
    }
}
