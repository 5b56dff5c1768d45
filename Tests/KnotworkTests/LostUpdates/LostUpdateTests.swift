import HTTPTypes
import Markup
import Store
import Testing

@testable import Knotwork

/// Two people at one form. The endpoints come from the routes, so that a new form cannot be forgotten here.
@Suite(.timeLimit(.minutes(20))) struct LostUpdateTests {
    @Test(arguments: Engines.all)
    func `of two people at one form neither undoes the other unseen`(engine: Engine) async throws {
        try await TestApp.run(engine) { app in
            let forms = try await app.everyForm()
            let endpoints = App.routes(app.dependencies).endpoints.filter {
                $0.form != nil && !LostFileTests.endpoints.contains($0.path)
            }
            #expect(endpoints.count >= 17)
            try await app.browse { visitors in
                let people = try await EveryForm.People(visitors, forms)
                for endpoint in endpoints {
                    let path = try #require(forms.fill(endpoint), "there is nothing to change at \(endpoint.path)")
                    let page = try #require(endpoint.page(behind: path))
                    var two = TwoPeople(
                        first: people.first(endpoint), second: people.second(endpoint), path: path, page: page,
                        button: forms.button(endpoint))
                    try await two.tryEverything()
                    #expect(!two.tested.isEmpty, "nothing could be changed at \(endpoint.path)")
                }
            }
        }
    }

    @Test func `a form carries along what it shows, and no other form shows what is kept`() async throws {
        try await TestApp.run(.sqlite) { app in
            let forms = try await app.everyForm()
            let endpoints = App.routes(app.dependencies).endpoints
            try await app.browse { visitors in
                let people = try await EveryForm.People(visitors, forms)
                let found = try await Self.look(at: endpoints, forms, as: people)
                let unseen = Set(endpoints.filter { $0.method == .post }.map(\.path)).subtracting(found)
                #expect(unseen == Self.unseen, "each form is looked at, or named here with the reason why not")
            }
        }
    }

    /// Looks at the forms of all pages. Returns the endpoints to which they lead.
    private static func look(
        at endpoints: [Routes.Endpoint], _ forms: EveryForm, as people: EveryForm.People
    ) async throws -> Set<String> {
        var found: Set<String> = []
        for page in endpoints where page.method == .get {
            for path in forms.everyFill(page) {
                let text = try await people.first(page).get(path).text
                found.formUnion(check(text, endpoints, on: path))
            }
        }
        return found
    }

    private static func check(_ page: String, _ endpoints: [Routes.Endpoint], on path: String) -> Set<String> {
        var found: Set<String> = []
        for form in PageForm.all(in: page) {
            guard let endpoint = endpoints.endpoint(behind: form.action) else {
                Issue.record("\(path) has a form that leads nowhere: \(form.action)")
                continue
            }
            found.insert(endpoint.path)
            check(form, endpoint, on: path)
        }
        return found
    }

    /// What a form offers as an answer, though nothing of it is kept under its endpoint yet: who is signed in, today's day, the
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

    /// What stands in a form beside what it changes, and adds something of its own.
    private static let beside = "/programmes/:programme/applications/:application/sections/:section remark"

    /// Endpoints whose forms stand on no page of this programme, because what they act on is not there. They add something, or
    /// are buttons: what they show of what is kept nobody can type over.
    private static let unseen: Set<String> = Set(
        [
            "/team/imports/previews/:upload/taking",
            "/team/people/verdicts",
            "/applications/:application/remarks/:remark/settlement",
            "/applications/:application/sections/:section/remarks",
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

    private static func check(_ form: PageForm, _ endpoint: Routes.Endpoint, on page: String) {
        let shown = form[Form.shownName].map { FormVersion($0.values.joined()) }
        #expect((shown != nil) == (endpoint.form != nil), "\(endpoint.path) on \(page)")
        for control in form.controls where control.kind != .hidden {
            let texts = control.values.map(FormText.clean).filter { !$0.isEmpty }
            if "\(endpoint.path) \(control.name)" == beside, texts.isEmpty { continue }
            if let shown {
                #expect(shown.showed(texts, in: control.name), "\(control.name) of \(endpoint.path) on \(page)")
            } else {
                let mayStand = texts.isEmpty || offered.contains("\(endpoint.path) \(control.name)")
                #expect(mayStand, "\(endpoint.path) shows “\(texts)” as \(control.name): is it there to be changed?")
            }
        }
    }
}
