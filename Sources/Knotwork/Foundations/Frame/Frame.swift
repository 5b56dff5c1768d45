import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// The page around every page.
enum Frame {
    /// A whole page as an answer.
    ///
    /// - `look`: `.open` for what the public and applicants read, `.desk` for where people work through lists.
    /// - `above`: back link, breadcrumbs or tabs.
    static func page(
        title: String, site: Site, visit: Visit, status: HTTPResponse.Status = .ok, look: Document.Look = .open,
        above: HTML = HTML(), body: HTML
    ) -> Response {
        var document = Document(
            title: title, site: site.name, masthead: masthead(site, visit),
            stylesheets: [Assets.stylesheet] + (site.accent.map { [$0] } ?? []), footer: footer, main: body)
        document.icon = Assets.icon
        document.look = look
        document.hasErrors = status == .unprocessableContent
        document.banner = site.banner.map { "\($0)" } ?? HTML()
        document.above = rooms(site) + above
        return answer(document.pieces, status: status)
    }

    private static func answer(_ pieces: [HTML], status: HTTPResponse.Status) -> Response {
        var page = ByteBufferAllocator().buffer(capacity: pieces.reduce(0) { $0 + $1.bytes.count })
        for piece in pieces { page.writeBytes(piece.bytes) }
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: page))
    }

    private static func masthead(_ site: Site, _ visit: Visit) -> Masthead {
        Masthead(
            name: site.name, detail: site.strapline.isEmpty ? nil : site.strapline, home: site.home, places: site.ways,
            account: account(visit))
    }

    private static func rooms(_ site: Site) -> HTML {
        site.rooms.isEmpty ? "" : Tabs(site.rooms, label: "Your work").html
    }

    private static func account(_ visit: Visit) -> HTML {
        guard let account = visit.caller.account else { return "<a href=\"/sign-in\">Sign in</a>" }
        return """
            <a href="/my">\(account.shownName)</a>
            \(Button("Sign out", posts: "/sign-out", token: visit.formToken))
            """
    }

    private static let footer = Footer([
        Place("Accessibility", "/accessibility"), Place("Privacy", "/privacy"), Place("Cookies", "/cookies"),
        Place("Complaints", "/complaints"),
    ])
}
