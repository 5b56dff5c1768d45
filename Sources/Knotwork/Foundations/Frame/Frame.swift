import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// The page around every page.
enum Frame {
    /// How much room the content has.
    enum Width: Sendable {
        /// Reading and forms.
        case reading
        /// Tables and charts.
        case wide
    }

    /// A whole page as an answer.
    static func page(
        title: String, masthead: Masthead, visit: Visit, status: HTTPResponse.Status = .ok, width: Width = .reading,
        body: HTML
    ) -> Response {
        let page = document(title: title, masthead: masthead, visit: visit, width: width, body: body)
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: page.bytes)))
    }

    static func document(title: String, masthead: Masthead, visit: Visit, width: Width, body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(fullTitle(title, masthead))</title>
        <link rel="stylesheet" href="\(link: Assets.stylesheet)">
        \(accent(masthead.accent))<link rel="icon" href="\(link: Assets.icon)" type="image/svg+xml">
        </head>
        <body>
        <a class="skip" href="#main">Skip to main content</a>
        \(head(masthead, visit))
        <main id="main" class="wrap \(width == .wide ? "wide" : "reading")" tabindex="-1">
        \(body)
        </main>
        \(foot(masthead))
        </body>
        </html>
        """
    }

    private static func fullTitle(_ title: String, _ masthead: Masthead) -> String {
        title == masthead.name ? title : "\(title) – \(masthead.name)"
    }

    private static func accent(_ link: Link?) -> HTML {
        guard let link else { return "" }
        return "<link rel=\"stylesheet\" href=\"\(link: link)\">\n"
    }

    private static func head(_ masthead: Masthead, _ visit: Visit) -> HTML {
        """
        <header class="site">
        \(masthead.banner.map { words in "<p class=\"banner\">\(words)</p>" as HTML })
        <div class="wrap">
        <a class="brand" href="\(link: masthead.home)">\(Brand.mark)<span>\(masthead.name)\(strapline(masthead))</span></a>
        \(navigation("Programme", masthead.ways))
        \(account(visit))
        </div>
        \(rooms(masthead.rooms))
        </header>
        """
    }

    private static func strapline(_ masthead: Masthead) -> HTML {
        masthead.strapline.isEmpty ? "" : "<br><span class=\"meta\">\(masthead.strapline)</span>"
    }

    private static func navigation(_ label: String, _ ways: [Masthead.Way]) -> HTML {
        guard !ways.isEmpty else { return "" }
        return "<nav class=\"main\" aria-label=\"\(label)\"><ul>\(ways, each: way)</ul></nav>"
    }

    private static func rooms(_ ways: [Masthead.Way]) -> HTML {
        guard !ways.isEmpty else { return "" }
        return """
            <div class="rooms"><div class="wrap"><nav class="main" aria-label="Your work"><ul>\(ways, each: way)</ul></nav>\
            </div></div>
            """
    }

    private static func way(_ way: Masthead.Way) -> HTML {
        way.isCurrent
            ? "<li><a href=\"\(link: way.link)\" aria-current=\"page\">\(way.label)</a></li>"
            : "<li><a href=\"\(link: way.link)\">\(way.label)</a></li>"
    }

    private static func account(_ visit: Visit) -> HTML {
        guard let account = visit.caller.account else {
            return "<p class=\"account\"><a href=\"/sign-in\">Sign in</a></p>"
        }
        return """
            <div class="account"><a href="/my">\(account.name.isEmpty ? account.email : account.name)</a>\
            \(Button("Sign out", posts: "/sign-out", token: visit.formToken))</div>
            """
    }

    private static func foot(_ masthead: Masthead) -> HTML {
        """
        <footer class="site"><div class="wrap">
        <a href="/accessibility">Accessibility</a>
        <a href="/privacy">Privacy</a>
        <a href="/cookies">Cookies</a>
        <a href="/complaints">Complaints</a>
        </div></footer>
        """
    }
}
