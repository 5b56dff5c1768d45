import Hummingbird
import Markup

/// What every public service must say, made from the settings and from what the software really does.
enum LegalPages {
    static func addRoutes(_ routes: Routes) {
        routes.get("/accessibility", for: .everyone) { request in
            page(
                request, "Accessibility",
                """
                <p class="lead">Everybody who wants to take part should be able to.</p>
                <p>Every page works with a keyboard alone, with a screen reader, enlarged to four times its size, and \
                without JavaScript. We test each page automatically against the Web Content Accessibility Guidelines 2.2 at \
                level AA; automatic tests do not find everything.</p>
                <h2>If something does not work for you</h2>
                <p>Write to \(contact(request)). Say what you wanted to do and what happened. We answer within five working \
                days, and do with you by telephone or on paper whatever the page would not let you do.</p>
                """)
        }
        routes.get("/privacy", for: .everyone) { request in
            page(
                request, "Privacy",
                """
                <p class="lead">We keep what we need to run the programme, and show it to nobody who does not need it.</p>
                <h2>What we keep</h2>
                <ul><li>Your name, e-mail address and organisation, when you register, apply or talk to us.</li>\
                <li>What you write in an application, and what is decided about it and why.</li>\
                <li>Which events you registered for or came to.</li></ul>
                <h2>Who sees it</h2>
                <p>The programme team, which can read applications from their first word, so as to help. Once an application \
                is sent, also the assessors and the panel who are given it. Nobody who has declared a conflict with it. \
                Those whom you invite into it. No page shows it to anybody else. What was withdrawn is shown to those alone who \
                wrote it. Published figures count people and name nobody.</p>
                <h2>What you can ask for</h2>
                <p>To see what we keep about you, to have it corrected or removed, and never to be written to again: write \
                to \(contact(request)).</p>
                """)
        }
        routes.get("/cookies", for: .everyone) { request in
            page(
                request, "Cookies",
                """
                <p class="lead">One cookie, and only when you sign in.</p>
                <p>It is called <code>\(Sessions.name(request.dependencies.settings))</code>, says which session is yours, and ends after 30 days or when you \
                sign out. Nothing counts your visits, and nothing on these pages comes from somebody else.</p>
                """)
        }
        routes.get("/complaints", for: .everyone) { request in
            page(
                request, "Complaints",
                """
                <p class="lead">If you think that we got something wrong, tell us.</p>
                <p>Write to \(contact(request)). Somebody who had no part in the matter looks at it and answers within ten \
                working days, with reasons. If a decision about an application was not made as its rules say, it is made \
                again.</p>
                """)
        }
    }

    private static func contact(_ request: PageRequest) -> HTML {
        let address =
            Address(parsing: request.dependencies.settings.sender)?.email ?? request.dependencies.settings.sender
        guard let link = Link(external: "mailto:\(address)") else { return "\(address)" }
        return "<a href=\"\(link: link)\">\(address)</a>"
    }

    private static func page(_ request: PageRequest, _ title: String, _ words: HTML) -> Response {
        Frame.page(title: title, site: .knotwork, context: request.context, body: "<h1>\(title)</h1>\(words)")
    }
}
