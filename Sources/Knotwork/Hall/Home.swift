import Hummingbird
import Markup
import Store

/// The front door, and each person's own page.
enum Home {
    static func addRoutes(_ routes: Routes) {
        routes.get("/", for: .everyone) { call in
            let programmes = try await call.read { try Programmes.all(in: $0) }
            return HomePages.front(call, programmes)
        }
        routes.get("/my", for: .signedIn) { call in
            let programmes = try await call.read { try Programmes.all(in: $0) }
            return HomePages.mine(call, programmes)
        }
        routes.get("/health", for: .everyone) { call in
            _ = try await call.read { try $0.value("SELECT 1", as: Int.self) }
            return call.file(Array("ok\n".utf8), type: "text/plain; charset=utf-8")
        }
    }
}

enum HomePages {
    static func front(_ call: Call, _ programmes: [Programme]) -> Response {
        Frame.page(
            title: "Knotwork", site: .knotwork, visit: call.visit,
            body: """
                <h1>Public problems, taken on together</h1>
                <p class="lead">A region’s public services say what keeps them awake. People with better ideas are helped to \
                answer. Here are the programmes.</p>
                \(programmes, each: card)
                \(if: programmes.isEmpty, "<p>There is no programme here yet.</p>")
                """)
    }

    private static func card(_ programme: Programme) -> HTML {
        """
        <article class="card"><h2><a href="\(link: Programmes.link(programme))">\(programme.name)</a></h2>
        <p>\(programme.strapline)</p><p class="meta">\(programme.edition)</p></article>

        """
    }

    static func mine(_ call: Call, _ programmes: [Programme]) -> Response {
        let mine = programmes.filter { programme in call.caller.standings.contains { $0.programme == programme.id } }
        return Frame.page(
            title: "Your programmes", site: .knotwork, visit: call.visit,
            body: """
                <h1>Your programmes</h1>
                \(mine, each: { section($0, call.caller) })
                \(if: mine.isEmpty, "<p>You have no part in a programme yet. <a href=\"/\">See which there are</a>.</p>")
                """)
    }

    private static func section(_ programme: Programme, _ caller: Caller) -> HTML {
        let roles = caller.standings.filter { $0.programme == programme.id }.map(\.role.label).sorted()
        let ways = Programmes.site(programme, caller: caller).rooms
        return """
            <section><h2><a href="\(link: Programmes.link(programme))">\(programme.name)</a></h2>
            <p class="meta">\(programme.edition) · \(roles.joined(separator: ", "))</p>
            <ul>\(ways, each: { way in "<li><a href=\"\(link: way.link)\">\(way.label)</a></li>" })</ul></section>

            """
    }
}
