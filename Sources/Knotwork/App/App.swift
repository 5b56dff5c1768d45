import Hummingbird
import Logging
import Store

/// The wiring, on one screen: what stands before every page, and which features there are.
enum App {
    static func routes(_ dependencies: Dependencies) -> Routes {
        let router = Router(context: AppRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestLog())
        router.add(middleware: SecurityHeaders(overTLS: dependencies.settings.isSecure))
        router.add(middleware: ErrorPages())
        router.add(middleware: WellFormed())
        // Twice: what fails before it is known who asks keeps words too.
        router.add(middleware: KeptWords())
        router.add(middleware: Sessions(dependencies: dependencies))
        // Again, now that it is known who is calling: their name and their ways stay at the head of the page.
        router.add(middleware: ErrorPages { await site(of: $0, $1, dependencies) })
        router.add(middleware: SameOrigin())
        router.add(middleware: KeptWords())
        let routes = Routes(dependencies: dependencies, router: router)
        OldAddresses.addRoutes(routes)
        Assets.addRoutes(routes)
        SignIn.addRoutes(routes)
        HealthCheck.addRoutes(routes)
        Home.addRoutes(routes)
        MyPage.addRoutes(routes)
        LegalPages.addRoutes(routes)
        SecurityText.addRoutes(routes)
        ProgrammeHome.addRoutes(routes)
        TeamHome.addRoutes(routes)
        Editions.addRoutes(routes)
        People.addRoutes(routes)
        Programmes.addRoutes(routes)
        HowToApply.addRoutes(routes)
        Problems.addRoutes(routes)
        Events.addRoutes(routes)
        FileImport.addRoutes(routes)
        OutboxRoutes.addRoutes(routes)
        Applications.addRoutes(routes, judging: judging)
        Evaluation.addRoutes(routes)
        Interests.addRoutes(routes)
        Panels.addRoutes(routes)
        Finals.addRoutes(routes)
        AuditLogRoutes.addRoutes(routes)
        return routes
    }

    /// What Applications asks of the parts that come after it.
    static let judging = Applications.Judging(
        isScored: { try Panels.isScored($0, in: $1) }, isJudge: { try Panels.isJudge($0, of: $1, in: $2) },
        reviews: { Panels.reviews(in: $0) }, assignments: { Panels.assignments(in: $0) },
        outcome: { try Finals.outcome(of: $0, in: $1, at: $2, db: $3) })

    /// The programme that an address is about, if there is one.
    private static func site(of request: Request, _ context: AppRequestContext, _ dependencies: Dependencies) async
        -> Site
    {
        let pieces = request.uri.path.split(separator: "/").prefix(2).map(String.init)
        guard pieces.count == 2, pieces[0] == "programmes",
            let programme = try? await dependencies.database.read({ try Programmes.find(slug: pieces[1], in: $0) })
        else { return .knotwork }
        return Programmes.site(programme, caller: context.caller)
    }

    /// - Parameter places: how many connections there may be. Those who come when all are taken wait outside.
    static func application(_ dependencies: Dependencies, places: Int = 500)
        -> Hummingbird.Application<RouterResponder<AppRequestContext>>
    {
        let crowd = Crowd(places: places)
        return Hummingbird.Application(
            router: routes(dependencies).router,
            server: .http1(configuration: .init(additionalChannelHandlers: [SlowClients(crowd)])),
            configuration: .init(
                address: .hostname(dependencies.settings.host, port: dependencies.settings.port),
                availableConnectionsDelegate: .maximum(places, logger: dependencies.logger)),
            logger: dependencies.logger)
    }
}
