import Testing

@testable import Exports

/// Whole kinds of what was once read wrongly, each in several wordings and tools.
@Suite(.timeLimit(.minutes(20))) struct KindsTests {
    // MARK: Mail

    @Test(arguments: [
        ("Email Opt Out", "TRUE"), ("HasOptedOutOfEmail", "1"), ("Opted out", "x"), ("Unsubscribed", "12/01/2022"),
        ("Unsubscribed on", "2022-01-12 10:00"), ("Unsubscribed", "unsubscribed on 12 January"),
        ("Do not e-mail", "Yes"),
        ("Do Not Contact", "✓"), ("Global unsubscribe", "yes"), ("Hard bounce", "yes"),
        ("Hard bounce reason", "Mailbox full"),
        ("Bounced", "true"), ("Cleaned", "Yes"), ("CLEAN_TIME", "2022-01-01"), ("Email status", "Bounced"),
        ("Email Marketing Status", "Cleaned"), ("Status", "Unsubscribed"), ("Can be e-mailed", "no"),
        ("May we email you?", "No"),
        ("Marketing consent", "Withdrawn"), ("Subscribed", "FALSE"), ("Opt-in", "0"), ("Tags", "board; do not email"),
        ("Subscription status", "Opted-out"), ("Consent to e-mail", "No thank you"), ("Suppressed", "1"),
        ("Accepts Email Marketing", "no"), ("Newsletter", "N"), ("Happy to be contacted", "no"),
        ("GDPR consent", "refused"),
    ])
    func `who does not want mail never gets it`(heading: String, cell: String) throws {
        let file = try export("Name,Email,\(heading)\nAnn Lee,ann@quay.example,\(cell)\nBo Ray,bo@ray.example,\n")
        #expect(file.people.map(\.status) == [.neverMail, .contact])
        #expect(file.people.map(\.mail) == [.never, .unsaid])
    }

    @Test(arguments: [
        ("Unsubscribed", "perhaps"), ("Bounce count", "3"), ("Email status", "Unclear"), ("Consent", "only events"),
        ("Notes", "asked us to unsubscribe her once?"), ("Last bounce", "2022-01-03"),
    ])
    func `what may mean so is asked`(heading: String, cell: String) throws {
        var file = try export("Name,Email,\(heading)\nAnn Lee,ann@quay.example,\(cell)\nBo Ray,bo@ray.example,\n")
        #expect(file.people.map(\.status) == [.ask, .contact])
        #expect(file.people[0].asks.map(\.value) == [cell])
        let topic = try #require(file.topics.first)
        file.settle(topic, .neverMail)
        #expect(file.people.map(\.status) == [.neverMail, .contact])
        #expect(file.topics.isEmpty)
    }

    @Test(arguments: [
        ("Unsubscribed", "No"), ("Email Opt Out", "FALSE"), ("Bounced", "0"), ("Consent", "yes"),
        ("Consent", "12/01/2022"),
        ("Email status", "Subscribed"), ("Photo consent", "No"), ("Soft bounce", "yes"), ("Notes", "met in May"),
        ("Status", "Active"), ("OPTIN_TIME", "2022-01-01 10:00"), ("Unsubscribed", "-"), ("Opt in", "agreed"),
    ])
    func `who says nothing of the kind stays a contact`(heading: String, cell: String) throws {
        let file = try export("Name,Email,\(heading)\nAnn Lee,ann@quay.example,\(cell)\n", name: "list.csv")
        #expect(file.people.map(\.status) == [.contact])
    }

    @Test func `a refusal on a ticket leaves the booking and forbids the mail`() throws {
        let file = try export(
            "Order #,First Name,Last Name,Email,Ticket Type,Attendee Status,Unsubscribe\n1,Ann,Lee,ann@quay.example,Std,Attending,yes\n"
        )
        #expect(file.people.map(\.status) == [.booked])
        #expect(file.people.map(\.mail) == [.never])
    }

    // MARK: States

    @Test(arguments: [
        ("Cancelled", Export.Status.cancelled), ("CANCELED", .cancelled), ("Denied", .cancelled),
        ("blocked", .cancelled),
        ("Refunded", .cancelled), ("VOIDED", .cancelled), ("Cancelled by organiser", .cancelled),
        ("Storniert", .cancelled),
        ("Annulé", .cancelled), ("Anulowany", .cancelled), ("Checked In", .attended), ("Registered", .booked),
        ("Inscrito", .booked), ("No show", .absent), ("Nicht teilgenommen", .absent), ("Provisional", .ask),
        ("hmm", .ask),
    ])
    func `a state is what its word says, and an unknown word is asked`(word: String, status: Export.Status) throws {
        for header in [
            "Registration Time,Registration Status", "Order Date,Attendee Status", "Registration Time,Approval Status",
        ] {
            let file = try export(
                "First Name,Last Name,Email,\(header)\nAnn,Lee,ann@quay.example,2022-01-20 10:00,\(word)\n")
            #expect(file.people.map(\.status) == [status], "\(header)")
            if status == .ask {
                #expect(file.people[0].asks.first?.value == word)
                var settled = file
                settled.settle(.init(kind: .state, value: Words.key(word)), .means(.cancelled))
                #expect(settled.people.map(\.status) == [.cancelled])
            }
        }
    }

    @Test(arguments: [
        "Waitlisted", "Pending", "Invited", "pending_approval", "Warteliste", "En attente", "Unpaid", "Maybe",
    ])
    func `who waits or was only asked has not booked`(word: String) throws {
        let file = try export(
            "Order #,Name,Email,Order Date,Status\n1,Ann Lee,ann@quay.example,2022-01-20,\(word)\n2,Bo,bo@ray.example,2022-01-20,Paid\n"
        )
        #expect(file.people.map(\.name) == ["Bo"])
        #expect(file.refused.map(\.column) == ["Status"])
        #expect(file.refused.map(\.value) == [word])
    }

    @Test func `guests of an invitation tool`() throws {
        let file = try export(
            """
            api_id,name,first_name,last_name,email,phone_number,created_at,approval_status,checked_in_at,qr_code_url,amount,ticket_name
            gst-1,Ann Lee,Ann,Lee,ann@quay.example,,2022-01-20T10:00:00.000Z,approved,2022-01-27T10:00:00.000Z,https://l.example/1,0,Standard
            gst-2,Bo Ray,Bo,Ray,bo@ray.example,,2022-01-20T10:00:00.000Z,declined,,https://l.example/2,0,Standard
            gst-3,Cy Roe,Cy,Roe,cy@roe.example,,2022-01-20T10:00:00.000Z,invited,,https://l.example/3,0,Standard
            """)
        #expect(file.tool == "Luma" && file.source == .tickets)
        #expect(file.people.map(\.status) == [.attended, .cancelled])
        #expect(file.refused.map(\.line) == [4])
    }

    // MARK: Orders

    @Test func `places of an order are counted once, however the report writes them`() throws {
        let repeated = try export(
            """
            Order #,Name,Email,Quantity,Ticket Type
            1,Ann Lee,ann@quay.example,3,Std
            1,Bo Ray,bo@ray.example,3,Std
            1,Cy Roe,cy@roe.example,3,Std
            """)
        #expect(repeated.people.map(\.name) == ["Ann Lee", "Bo Ray", "Cy Roe"])
        let mixed = try export(
            "Order #,Name,Email,Quantity,Ticket Type\n1,Ann Lee,ann@quay.example,2,Std\n2,Bo Ray,bo@ray.example,1,Std\n"
        )
        #expect(mixed.people.map { $0.guestOf?.name } == [nil, "Ann Lee", nil])
        let guest = try export("Order #,Name,Email,Ticket Type,Guest of\n1,Ann Lee,ann@quay.example,Std,Bo Ray\n")
        #expect(guest.people[0].guestOf == .init(name: "Bo Ray", email: nil, organisation: nil))
        let large = try export("Order #,Name,Email,Quantity,Ticket Type\n1,Ann Lee,ann@quay.example,5000,Std\n")
        #expect(large.people.map(\.tickets) == [5000])
    }

    // MARK: Meetings

    @Test func `other tools' reports of who was there`() throws {
        let meet = try export(
            """
            First name,Last name,Email,Duration,Time joined,Time exited
            Ann,Lee,ann@quay.example,1 hr 2 min,2022-01-27 10:00,2022-01-27 11:02
            Bo,Ray,,45 min,2022-01-27 10:00,2022-01-27 10:45
            """)
        #expect(meet.tool == "Google Meet" && meet.source == .meetingAttendance)
        #expect(meet.people.map(\.minutes) == [62, 45])
        let webex = try export(
            """
            Meeting Name,Meeting Start Time,Meeting End Time,Display Name,Attendee Email,Join Time,Leave Time,Attendance Duration,Connection Type
            Launch,2022-01-27 10:00:00,2022-01-27 11:00:00,Ann Lee,ann@quay.example,2022-01-27 10:00:00,2022-01-27 10:58:00,58 mins,Desktop app
            """)
        #expect(webex.tool == "Webex")
        #expect(webex.shown == [Shown("Ann Lee", "ann@quay.example", nil, .attended, 58)])
        let go = try export(
            """
            Attendee Report:,Launch
            Webinar ID,123
            Attendee Details
            Attended,Interest Rating,Last Name,First Name,Email Address,Registration Date/Time,Join Time,Leave Time,Time in Session
            Yes,80,Lee,Ann,ann@quay.example,"Jan 20, 2022 09:15 AM GMT","Jan 27, 2022 10:00 AM GMT","Jan 27, 2022 10:58 AM GMT",58 minutes
            No,,Ray,Bo,bo@ray.example,"Jan 20, 2022 09:15 AM GMT",--,--,--
            """)
        #expect(go.tool == "GoToWebinar" && go.source == .meetingAttendance)
        #expect(
            go.shown == [
                Shown("Ann Lee", "ann@quay.example", nil, .attended, 58),
                Shown("Bo Ray", "bo@ray.example", nil, .absent),
            ])
    }

    @Test func `devices, callers and note-takers are told`() throws {
        let file = try export(
            """
            Name (original name),Email,Total duration (minutes),Guest
            Ann Lee,,60,Yes
            Otter.ai,,60,Yes
            Fireflies.ai Notetaker Bo,,60,Yes
            Galaxy S21,,60,Yes
            07700900123,,3,Yes
            """)
        #expect(file.people.map(\.thing) == [nil, .noteTaker, .noteTaker, .device, .caller])
    }

    // MARK: Shape

    @Test(arguments: ["Null", "Tan", "None", "Na"])
    func `people have such names`(surname: String) throws {
        let file = try export(
            "First name,Surname,Email\nJennifer,\(surname),jennifer@quay.example\n\(surname),Lee,x@quay.example\n")
        #expect(file.people.map(\.name) == ["Jennifer \(surname)", "\(surname) Lee"])
        let whole = try export("Name,Email\nJennifer \(surname),jennifer@quay.example\n\(surname),x@quay.example\n")
        #expect(whole.people.map(\.name) == ["Jennifer \(surname)", surname])
    }

    @Test(arguments: [
        "#NAME?", "#REF!", "#BEZUG!", "#NV", "#¡REF!", "#N/A", "=A1&B1", "#VALEUR!", "Err:508", "#DIV/0!", "#NOM?",
        "NULL",
    ])
    func `error values and formulas are no names`(cell: String) throws {
        let file = try export("Name,Email,Organisation\n\(cell),ann@quay.example,\(cell)\n")
        #expect(file.shown == [Shown(nil, "ann@quay.example", nil, .contact)])
    }

    @Test(arguments: [
        "Total", "Total:,2", "Grand total,,", "Summe;;", "2 contacts", "Exported by Ann Owner on 12/01/2022",
        "Exported on 2022-01-12", "Generated by a tool,,", "© 2022 Somebody Ltd",
    ])
    func `lines below the table are nobody`(line: String) throws {
        let file = try export(
            "Name,Email,Organisation\nAnn Lee,ann@quay.example,Quay\n\(line.replacing(";", with: ","))\n")
        #expect(file.people.map(\.name) == ["Ann Lee"])
        #expect(file.refused.map(\.line) == [3])
    }

    @Test func `addresses alone, as they are copied out of a mail`() throws {
        let file = try export(
            "Ann Lee <ann@quay.example>; \"Ray, Bo\" <bo@ray.example>; cy@roe.example;\n", name: "list.txt")
        #expect(file.people.map(\.email) == ["ann@quay.example", "bo@ray.example", "cy@roe.example"])
        #expect(file.people.map(\.name) == ["Ann Lee", "Ray, Bo", nil])
        let mixed = try export(
            "ann@quay.example\nbo@@ray.example\ncy@roe.example\n" + (1...20).map { "p\($0)@roe.example\n" }.joined())
        #expect(mixed.people.count == 22)
        #expect(mixed.refused.map(\.line) == [2])
    }

    @Test(arguments: [
        ("Ann Lee & Bo Ray", 2), ("Ann Lee and Bo Ray", 2), ("Ann & Bo Lee", 2), ("Ann Lee / Bo Ray", 2),
        ("Ann Lee + Bo Ray", 2),
        ("Ray & Co", 0), ("Ann Lee, MBE", 0), ("Alexander Anderson", 0), ("José Ortega y Gasset", 0),
        ("Smith-Jones, Ann", 0),
    ])
    func `several people in a row are asked about`(name: String, count: Int) throws {
        let file = try export("Name,Email\n\"\(name)\",ann@quay.example\n")
        #expect(file.people.first?.asks.first?.people.count ?? 0 == count)
    }

    @Test func `what stands under no heading is kept`() throws {
        let file = try export("Name,Email,,\nAnn Lee,ann@quay.example,keen,\nBo,bo@ray.example,,late\n")
        #expect(file.people.map { $0.answers.map(\.text) } == [["keen"], ["late"]])
        #expect(file.people[0].answers[0].question == "Column 3")
    }

    @Test func `cells in curly quotes`() throws {
        let file = try export("“Name”,“Email”,“Organisation”\n“Ann Lee”,“ann@quay.example”,“Quay, Data”\n")
        #expect(file.shown == [Shown("Ann Lee", "ann@quay.example", "Quay, Data", .contact)])
    }
}
