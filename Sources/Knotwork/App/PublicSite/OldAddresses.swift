import Hummingbird
import Markup

/// Addresses that pages had once: in bookmarks, and in mails that were sent. They lead to where the page is now, for good; who
/// may read it is asked there.
enum OldAddresses {
    static let moved = [
        (from: "/programmes/:programme/team/ledger", to: "/programmes/:programme/team/activity"),
        (
            from: "/programmes/:programme/applications/:application/companions",
            to: "/programmes/:programme/applications/:application/collaborators"
        ),
    ]

    static func addRoutes(_ routes: Routes) {
        for (old, new) in moved {
            routes.router.get(RouterPath(old)) { http, context in
                let query = http.uri.query.map { "?\($0)" } ?? ""
                guard let link = Link(local: try filled(new, from: context) + query) else { throw Refusal.notFound }
                return Response(status: .movedPermanently, headers: [.location: link.address])
            }
        }
    }

    /// The new address, with what the old one named in the place of its parameters.
    private static func filled(_ path: String, from context: AppRequestContext) throws -> String {
        try path.split(separator: "/", omittingEmptySubsequences: false).map { piece in
            guard piece.first == ":" else { return String(piece) }
            return try context.parameters.require(String(piece.dropFirst()))
        }.joined(separator: "/")
    }
}
