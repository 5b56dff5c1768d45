import Hummingbird
import Logging

/// The wiring, on one screen: what stands before every page, and which rooms there are.
enum Hall {
    static func routes(_ house: House) -> Routes {
        let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestLog())
        router.add(middleware: SecurityHeaders(overTLS: house.settings.isSecure))
        router.add(middleware: ErrorPages())
        router.add(middleware: SameOrigin())
        router.add(middleware: Sessions(house: house))
        let routes = Routes(house: house, router: router)
        Assets.addRoutes(routes)
        SignIn.addRoutes(routes)
        Home.addRoutes(routes)
        Mine.addRoutes(routes)
        LegalPages.addRoutes(routes)
        ProgrammeHome.addRoutes(routes)
        TeamHome.addRoutes(routes)
        Editions.addRoutes(routes)
        People.addRoutes(routes)
        Programmes.addRoutes(routes)
        HowToApply.addRoutes(routes)
        Problems.addRoutes(routes)
        Events.addRoutes(routes)
        Intake.addRoutes(routes)
        PostRoom.addRoutes(routes)
        Applications.addRoutes(routes)
        Evaluation.addRoutes(routes)
        Panels.addRoutes(routes)
        Finals.addRoutes(routes)
        LedgerRoom.addRoutes(routes)
        return routes
    }

    static func application(_ house: House) -> Hummingbird.Application<RouterResponder<Visit>> {
        Hummingbird.Application(
            router: routes(house).router,
            configuration: .init(address: .hostname(house.settings.host, port: house.settings.port)),
            logger: house.logger)
    }
}
