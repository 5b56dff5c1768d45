import HTTPTypes
import Markup
import Store
import Testing

@testable import Knotwork

/// Two people at one form. The doors come from the routes, so that a new form cannot be forgotten here.
@Suite(.timeLimit(.minutes(20))) struct LostUpdateTests {
    @Test(arguments: Engines.all)
    func `of two people at one form neither undoes the other unseen`(engine: Engine) async throws {
        try await TestHouse.run(engine) { house in
            let forms = try await house.everyForm()
            let doors = Hall.routes(house.house).doors.filter { $0.form != nil }
            #expect(doors.count >= 17)
            try await house.browse { visitors in
                let people = try await EveryForm.People(visitors, forms)
                for door in doors {
                    let path = try #require(forms.fill(door), "there is nothing to change at \(door.path)")
                    let page = try #require(door.page(behind: path))
                    var two = TwoPeople(
                        first: people.first(door), second: people.second(door), path: path, page: page,
                        button: forms.button(door))
                    try await two.tryEverything()
                    #expect(!two.tested.isEmpty, "nothing could be changed at \(door.path)")
                }
            }
        }
    }

    @Test func `a form carries along what it shows, and no other form shows what is kept`() async throws {
        try await TestHouse.run(.sqlite) { house in
            let forms = try await house.everyForm()
            let doors = Hall.routes(house.house).doors
            try await house.browse { visitors in
                let people = try await EveryForm.People(visitors, forms)
                let found = try await Self.look(at: doors, forms, as: people)
                let unseen = Set(doors.filter { $0.method == .post }.map(\.path)).subtracting(found)
                #expect(unseen == Self.unseen, "each form is looked at, or named here with the reason why not")
            }
        }
    }

    /// Looks at the forms of all pages. Returns the doors to which they lead.
    private static func look(
        at doors: [Routes.Door], _ forms: EveryForm, as people: EveryForm.People
    ) async throws -> Set<String> {
        var found: Set<String> = []
        for page in doors where page.method == .get {
            for path in forms.everyFill(page) {
                let text = try await people.first(page).get(path).text
                found.formUnion(check(text, doors, on: path))
            }
        }
        return found
    }

    private static func check(_ page: String, _ doors: [Routes.Door], on path: String) -> Set<String> {
        var found: Set<String> = []
        for form in PageForm.all(in: page) {
            guard let door = doors.door(behind: form.action) else {
                Issue.record("\(path) has a form that leads nowhere: \(form.action)")
                continue
            }
            found.insert(door.path)
            check(form, door, on: path)
        }
        return found
    }

    /// What a form offers as an answer, though nothing of it is kept under its door yet: who is signed in, today's day, the
    /// usual number.
    private static let offered: Set<String> = [
        "/programmes/:programme/applications name",
        "/programmes/:programme/applications email",
        "/programmes/:programme/events/:event/registrations email",
        "/programmes/:programme/team/help day-day",
        "/programmes/:programme/team/help day-month",
        "/programmes/:programme/team/help day-year",
        "/programmes/:programme/team/next-edition weeks",
        "/programmes/:programme/team/next-edition edition",
        "/programmes/:programme/team/next-edition name",
        "/programmes/:programme/team/panel/balancing each",
        "/programmes/:programme/team/panel/people role",
    ]

    /// Doors whose forms stand on no page of this programme, because what they act on is not there. They add something, or
    /// are buttons: what they show of what is kept nobody can type over.
    private static let unseen: Set<String> = Set(
        [
            "/team/imports/previews/:upload/taking",
            "/team/people/verdicts",
            "/applications/:application/remarks/:remark/settlement",
            "/team/events/:event/check-ins/:sighting/removal",
            "/team/evaluation/findings/:finding/removal",
            "/applications/:application/help/:help/removal",
            "/applications/:application/files/:question/removal",
            "/team/imports/previews/:upload/removal",
            "/team/imports/:import/undoing",
            "/applications/:application/invitation", "/applications/:application/taking-up",
            "/team/panel/declarations/:account/lifting",
            "/team/events/:event/check-ins",
            "/team/people/verdicts/:verdict/undoing",
            "/events/:event/cancellation",
            "/team/people/:person/contacts/:contact/done",
            "/team/outbox/retries",
            "/team/panel/:application/conflicts/:account/lifting",
            "/team/evaluation/publication",
            "/team/people/never-mail/removals",
            "/team/rehearsal/end",
            "/applications/:application/help",
            "/team/decisions/release", "/team/decisions/:application/told/removals",
        ].map { "/programmes/:programme\($0)" } + ["/sign-in/:secret"])

    private static func check(_ form: PageForm, _ door: Routes.Door, on page: String) {
        let shown = form[Form.shownName].map { FormVersion($0.values.joined()) }
        #expect((shown != nil) == (door.form != nil), "\(door.path) on \(page)")
        for control in form.controls where control.kind != .hidden {
            let texts = control.values.map(FormText.clean).filter { !$0.isEmpty }
            if let shown {
                #expect(shown.showed(texts, in: control.name), "\(control.name) of \(door.path) on \(page)")
            } else {
                let mayStand = texts.isEmpty || offered.contains("\(door.path) \(control.name)")
                #expect(mayStand, "\(door.path) shows “\(texts)” as \(control.name): is it there to be changed?")
            }
        }
    }
}
