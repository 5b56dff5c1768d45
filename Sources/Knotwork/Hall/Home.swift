import Hummingbird
import Markup
import Store

/// The front door.
enum Home {
    static func addRoutes(_ routes: Routes) {
        routes.publicPage("/") { call in
            let programmes = try await call.read { try Programmes.all(for: call.caller, in: $0) }
            return HomePages.front(call, programmes)
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
}
