import Testing

@testable import Exports

@Suite(.timeLimit(.minutes(20))) struct SheetTests {
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
        for table in [
            "Session,Views,Discovery,E-mail,Tickets\nROI,35,32,3,4\n",
            "Session,Discovery,E-mail,Tickets\nROI,32,3,4\nIG,,,6\n",
        ] {
            let bare = try export(table)
            #expect(bare.source == .pageViews, "“E-mail” is a source, and no address")
            #expect(bare.views.map(\.source) == ["Discovery", "E-mail"] && bare.views.map(\.views) == [32, 3])
            #expect(bare.refused.map(\.reason).allSatisfy { $0 == "The row gives no views." })
        }
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

    @Test func `a column full of addresses is one whatever its heading says, and may hold other things`() throws {
        let file = try export(
            """
            Stakeholder,Organisation,Contact details
            Ann Lee,Quay Data,ann@quay.example
            Bo Ray,Ray & Co,0151 496 0000
            Cy Roe,Roe,cy@roe.example
            """)
        #expect(file.people.map(\.email) == ["ann@quay.example", nil, "cy@roe.example"])
        #expect(file.refused.isEmpty)
    }

    @Test(arguments: [
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value",
        "First Name,Middle Name,Last Name,Company,Job Title,E-mail Display Name,E-mail Address",
        "Forename(s),Middle Name,Surname,Organisation / Company,Tel,Notes,Email1",
    ])
    func `address books of other programs are contacts`(header: String) throws {
        let file = try export("\(header)\nAnn,,Lee,Quay Data,Director,Work,ann@quay.example\n")
        #expect(file.shown == [Shown("Ann Lee", "ann@quay.example", "Quay Data", .contact)])
    }

    @Test func `Mailchimp's file name is enough, and a board's name decides against headings`() throws {
        let sheet = "\"Email Address\",\"First Name\",\"Last Name\"\nann@quay.example,Ann,Lee\n"
        #expect(try export(sheet, name: "cleaned_members_export_1.csv").shown.map(\.status) == [.neverMail])
        #expect(try export(sheet, name: "list.csv").source == .contacts)
        #expect(try export("Problem 1\nE-mail\nAsk first, then act\n", name: "Miro.csv").source == .miro)
    }

    @Test func `Excel's line that names the separator is no header`() throws {
        let file = try export("sep=;\nName;Email\nAnn;ann@quay.example\n")
        #expect(file.headerLine == 2)
        #expect(file.people.count == 1)
    }

    @Test func `who does not want mail is never mailed, however the sheet says it`() throws {
        let file = try export(
            """
            EmailAddress,FullName,Happy to be contacted?,Mailing status
            ann@quay.example,Ann Lee,Yes,
            bo@ray.example,Bo Ray,no,
            cy@roe.example,Cy Roe,,Unsubscribed
            """)
        #expect(file.people.map(\.status) == [.contact, .neverMail, .neverMail])
    }
}
