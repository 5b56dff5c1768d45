import Hummingbird

/// Whom to tell of a fault in security, where those who look for such faults look (RFC 9116).
enum SecurityText {
    static let path = "/.well-known/security.txt"
    /// The standard asks for less than a year, so that nobody writes to an address that was given up.
    static let life = Span.days(180)

    static func addRoutes(_ routes: Routes) {
        routes.get(path, for: .everyone) { request in
            request.file(
                Array(text(request.dependencies.settings, at: request.now).utf8), type: "text/plain; charset=utf-8")
        }
    }

    static func text(_ settings: Settings, at now: Instant) -> String {
        """
        Contact: \(contact(settings))
        Expires: \(now + life)
        Preferred-Languages: en
        Canonical: \(settings.url(path))

        """
    }

    /// Whoever is named in the settings, and else whoever mail comes from.
    private static func contact(_ settings: Settings) -> String {
        let named = settings.securityContact
        if named.hasPrefix("https://") { return named }
        let address = named.isEmpty ? Address(parsing: settings.sender)?.email ?? settings.sender : named
        return "mailto:\(address)"
    }
}
