import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct EventbriteTests {
    static let british = """
        Order no.,Order Date,First Name,Surname,Email,Quantity,Ticket Type,Order Type,Total Paid,Eventbrite Fees,Eventbrite Payment Processing,Attendee Status,Home Address 1,Home Address 2,Home City,County of Residence,Home Postcode,Home Country
        2391,11/01/2022 10:00,Ann,Lee,ann.lee@quay.example,1,General Admission,Free Order,0.00,0.00,0.00,Attending,,,Liverpool,Merseyside,L1 0AA,GB
        2391,11/01/2022 10:00,Ann,Lee,ann.lee@quay.example,1,General Admission,Free Order,0.00,0.00,0.00,Attending,,,,,,
        2402,13/01/2022 09:12,Bo,Ray,,1,General Admission,Free Order,0.00,0.00,0.00,Not Attending,,,,,,
        2410,14/01/2022 17:40,Cy,Roe,cy@@roe.example,1,General Admission,Free Order,0.00,0.00,0.00,Attending,,,,,,

        2411,31/02/2022 17:40,Di,Orr,di@orr.example,1,General Admission,Free Order,0.00,0.00,0.00,Attending,,,,,,
        """

    @Test func `the British report is read, one person a ticket, and a refused row keeps the others`() throws {
        let file = try export(Self.british, name: "report-2022-01-20.csv")
        #expect(file.source == .eventbriteAttendees)
        #expect(file.encoding == .utf8)
        #expect(file.headerLine == 1)
        #expect(file.dates == .dayFirst)
        #expect(file.rows == 5)
        #expect(file.taken == 3)
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann.lee@quay.example", nil, .booked),
                Shown("Ann Lee", "ann.lee@quay.example", nil, .booked), Shown("Bo Ray", nil, nil, .cancelled),
            ])
        #expect(file.people.map(\.isGuestOfBuyer) == [false, true, false])
        #expect(file.people.map(\.order) == ["2391", "2391", "2402"])
        #expect(file.people[0].time?.description == "2022-01-11T10:00:00")
        #expect(file.refused.map(\.line) == [5, 7])
        #expect(
            file.refused[0].reason.hasPrefix("“cy@@roe.example” is not an address to which mail can be sent. Enter one")
        )
        #expect(file.refused[1].reason == "“31/02/2022 17:40” is no date of the calendar.")
    }

    @Test func `the American report of 2024 keeps the organiser's questions and knows each status`() throws {
        let file = try export(
            """
            Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type,Attendee #,Group,Order Type,Currency,Total Paid,Fees Paid,Eventbrite Fees,Eventbrite Payment Processing,Attendee Status,Home Country,Company,What do you hope to learn?
            9001,11/29/24 22:28,Ann,Lee,ann@quay.example,1,,Free,1,,Free Order,GBP,0,0,0,0,Checked In,GB,Quay Data Ltd,Procurement
            9002,11/30/24 08:01,Bo,Ray,bo@ray.example,2,,Free,2,,Free Order,GBP,0,0,0,0,Attending,GB,,
            9003,12/01/24 08:01,Cy,Roe,cy@roe.example,1,,Free,3,,Free Order,GBP,0,0,0,0,Refunded,GB,,
            9004,12/01/24 08:05,Info Requested,Info Requested,Info Requested,1,,Free,4,,Free Order,GBP,0,0,0,0,Attending,GB,,
            9005,12/01/24 08:05,,,,1,,Free,5,,Free Order,GBP,0,0,0,0,Attending,GB,,
            9006,12/01/24 08:05,Ed,Fox,ed@fox.example,1,,Free,6,,Free Order,GBP,0,0,0,0,Unpaid,GB,,
            """)
        #expect(file.source == .eventbriteAttendees)
        #expect(file.dates == .monthFirst)
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann@quay.example", "Quay Data Ltd", .attended),
                Shown("Bo Ray", "bo@ray.example", nil, .booked), Shown(nil, nil, nil, .booked),
                Shown("Cy Roe", "cy@roe.example", nil, .cancelled), Shown(nil, nil, nil, .booked),
            ])
        #expect(file.people.map(\.tickets) == [1, 1, 1, 1, 1])
        #expect(file.people.map { $0.guestOf?.name } == [nil, nil, "Bo Ray", nil, nil])
        #expect(
            file.people[0].answers.contains { $0.question == "What do you hope to learn?" && $0.text == "Procurement" })
        #expect(file.refused.map(\.line) == [6, 7])
    }

    @Test func `where buyer and attendee are both named, the attendee is the person`() throws {
        let file = try export(
            """
            Order ID,Buyer First Name,Buyer Last Name,Buyer Email,Attendee First Name,Attendee Last Name,Attendee Email,Ticket Type
            1,Ann,Lee,ann@quay.example,Bo,Ray,bo@ray.example,Free
            """)
        #expect(file.shown == [Shown("Bo Ray", "bo@ray.example", nil, .booked)])
    }

    @Test func `dates that allow both orders are ambiguous until a person says, and cost no row`() throws {
        let text = """
            Order #,Order Date,First Name,Last Name,Email,Ticket Type,Attendee Status
            1,03/04/2022 10:00,Ann,Lee,ann@quay.example,Free,Attending
            2,05/06/2022 10:00,Bo,Ray,bo@ray.example,Free,Attending
            """
        let open = try export(text)
        #expect(open.dates == .ambiguous)
        #expect(open.taken == 2)
        #expect(open.people.map(\.time) == [nil, nil])
        let said = try export(text, dateOrder: .monthFirst)
        #expect(said.dates == .monthFirst)
        #expect(said.people.map { $0.time?.description } == ["2022-03-04T10:00:00", "2022-05-06T10:00:00"])
    }

    @Test func `one date settles the whole file, whatever a person says`() throws {
        let text = """
            Order #,Order Date,First Name,Last Name,Email,Ticket Type,Attendee Status
            1,03/04/2022 10:00,Ann,Lee,ann@quay.example,Free,Attending
            2,25/06/2022 10:00,Bo,Ray,bo@ray.example,Free,Attending
            """
        let file = try export(text, dateOrder: .monthFirst)
        #expect(file.dates == .dayFirst)
        #expect(file.people.map { $0.time?.description } == ["2022-04-03T10:00:00", "2022-06-25T10:00:00"])
    }
}
