import Hummingbird
import Markup
import Store

/// The front door.
enum Home {
    static func addRoutes(_ routes: Routes) {
        routes.publicPage("/") { request in
            let programmes = try await request.read { try Programmes.all(for: request.caller, in: $0) }
            return HomePages.front(request, programmes)
        }
    }
}

enum HomePages {
    static func front(_ request: PageRequest, _ programmes: [Programme]) -> Response {
        Frame.page(
            title: "Knotwork", site: .knotwork, context: request.context,
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
