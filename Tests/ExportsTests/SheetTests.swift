import Testing

@testable import Exports

@Suite struct SheetTests {
    @Test(arguments: [
        ("\"Email Address\",\"First Name\",\"Last Name\",TAGS", "subscribed_members_export.csv", Export.Status.contact),
        ("\"Email Address\",\"First Name\",\"Last Name\",TAGS", "unsubscribed_members_export.csv", .neverMail),
        ("\"Email Address\",\"First Name\",\"Last Name\",TAGS", "cleaned_members_export.csv", .neverMail),
        ("\"Email Address\",\"First Name\",\"Last Name\",UNSUB_TIME", "audience.csv", .neverMail),
        ("\"Email Address\",\"First Name\",\"Last Name\",CLEAN_TIME", "audience.csv", .neverMail),
    ])
    func `Mailchimp's three files are told apart`(header: String, name: String, status: Export.Status) throws {
        let file = try export(
            "\(header)\nann@quay.example,Ann,Lee,2022-01-02 10:00:00\nnot an address,Bo,Ray,\n", name: name)
        #expect(file.source == .mailchimp)
        #expect(file.shown == [Shown("Ann Lee", "ann@quay.example", nil, status)])
        #expect(file.refused.map(\.line) == [3])
    }

    @Test func `page views by source, and a column for each source, are the same views`() throws {
        let long = try export(
            "session,source,views,tickets\nROI,direct link,32,4\nROI,e-mail,3,\nROI,discovery,many,\n")
        #expect(long.source == .pageViews)
        #expect(long.views.map(\.views) == [32, 3])
        #expect(long.views.map(\.source) == ["direct link", "e-mail"])
        #expect(long.views.map(\.tickets) == [4, nil])
        #expect(long.refused.map(\.line) == [4])
        let wide = try export(
            "Session,Views,From discovery,From direct link,From e-mail,Tickets\nROI,35,0,32,3,4\nIG,54,44,9,0,6\n")
        #expect(wide.views.map(\.source) == ["discovery", "direct link", "e-mail"])
        #expect(wide.views.map(\.views) == [0, 32, 3])
        #expect(wide.views.compactMap(\.tickets) == [4])
        #expect(wide.refused == [.init(line: 3, reason: "The sources add up to 53 views, the row says 54.")])
    }

    @Test(arguments: [
        "Full name,E-mail address,Organisation name", "Contact Name;Email;Company", "NAME\tE-MAIL\tORGANIZATION",
        "Attendee,Work email,Employer", "Name,\"What is your email address?\",Affiliation",
    ])
    func `a sheet of contacts is known by its headings, whatever their wording`(header: String) throws {
        let separator = header.first { "\t;,".contains($0) } ?? ","
        let row = ["Ann Lee", "mailto:Ann.Lee@Quay.example", "Quay Data"].joined(separator: String(separator))
        let file = try export("Stakeholders of the region\n\n\(header)\n\(row)\n")
        #expect(file.source == .contacts)
        #expect(file.headerLine == 3)
        #expect(file.dates == .none)
        #expect(file.shown == [Shown("Ann Lee", "Ann.Lee@Quay.example", "Quay Data", .contact)])
    }

    @Test func `several addresses in a cell, names apart, a row with neither`() throws {
        let file = try export(
            """
            Forename,Surname,Email,Organisation,Notes,Do not contact
            Ann,Lee,Ann Lee <ann@quay.example>; ann@home.example,Quay Data,met in May,
            ,,,Roe & Sons,no person,
            Bo,Ray,n/a,,,yes
            """)
        #expect(
            file.shown == [
                Shown("Ann Lee", "ann@quay.example", "Quay Data", .contact), Shown("Bo Ray", nil, nil, .neverMail),
            ])
        #expect(file.people[0].otherEmails == ["ann@home.example"])
        #expect(file.refused == [.init(line: 3, reason: "The row has neither a name nor an e-mail address.")])
    }

    @Test func `a board is lines of text`() throws {
        let file = try export(
            """
            Problem 1: childhood asthma
            "Parents do not know
            when the air is bad","Inhalers run out at school",
            Damp homes are reported and nothing happens
            """, name: "miro-export.csv")
        #expect(file.source == .miro)
        #expect(file.rows == 3)
        #expect(file.notes.map(\.line) == [1, 2, 2, 4])
        #expect(file.notes[1].text == "Parents do not know\nwhen the air is bad")
        #expect(file.people.isEmpty)
    }
}
