import Hummingbird

/// Each person's own page: what is theirs in every programme, and what waits for them.
enum MyPage {
    static func addRoutes(_ routes: Routes) {
        routes.get("/my", for: .signedIn) { request in
            let view = try await request.read { try MyPageView(request, in: $0) }
            return MyPages.mine(request, view)
        }
    }
}
