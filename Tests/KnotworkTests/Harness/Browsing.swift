import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import NIOConcurrencyHelpers
import NIOCore
import Names
import Store

@testable import Knotwork

/// A person with a browser: keeps a session cookie, reads the form token from pages, follows redirects when asked.
final class Browser: Sendable {
    private let client: any TestClientProtocol
    private let cookie = NIOLockedValueBox<String?>(nil)
    /// The endpoints at which something that is kept is changed.
    private let changes: [Routes.Endpoint]
    /// Does after each form what would be done in the background before a person looks again.
    private let settle: @Sendable () async throws -> Void

    init(
        _ client: any TestClientProtocol, changes: [Routes.Endpoint] = [], session: String? = nil,
        settle: @escaping @Sendable () async throws -> Void = {}
    ) {
        self.client = client
        self.settle = settle
        self.changes = changes
        cookie.withLockedValue { $0 = session }
    }

    struct Page: Sendable {
        var status: Int
        var headers: HTTPFields
        var text: String

        var location: String? { headers[.location] }

        func says(_ words: String) -> Bool { text.contains(words) }

        /// The words a reader sees: without tags, entities turned back, white space folded.
        var words: String {
            var plain = ""
            var inTag = false
            for character in text {
                if character == "<" { inTag = true }
                if !inTag { plain.append(character) }
                if character == ">" {
                    inTag = false
                    plain.append(" ")
                }
            }
            let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            let readable = entities.reduce(plain) { $0.replacing($1.0, with: $1.1) }
            return readable.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    /// As if the session had run out, or somebody had cleared the cookies.
    func forget() { cookie.withLockedValue { $0 = nil } }

    /// Somebody signed in again in another tab.
    func takeOver(_ other: Browser) {
        let session = other.cookie.withLockedValue { $0 }
        cookie.withLockedValue { $0 = session }
    }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Page {
        try await send(.get, path, headers: headers, body: nil)
    }

    func head(_ path: String) async throws -> Page { try await send(.head, path, headers: [:], body: nil) }

    /// Sends a form as its page would: with this session's token, and with what the page shows at this moment of what is
    /// kept. A test that sends an older page says itself what that had shown.
    func post(
        _ path: String, _ fields: [(String, String)] = [], token: String? = nil, headers: HTTPFields = [:]
    ) async throws -> Page {
        let fields = try await fields + shown(path, fields)
        let session = cookie.withLockedValue { $0 }
        let usual = session.map { Sessions.formToken($0) } ?? ""
        let pairs = fields + [("csrf", token ?? usual)]
        let body = pairs.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        if headers[.origin] == nil, headers[Self.fetchSite] == nil { headers[Self.fetchSite] = "same-origin" }
        return try await send(.post, path, headers: headers, body: ByteBuffer(string: body))
    }

    /// Sends a form with one file, as a page with a file field would.
    func post(
        _ path: String, _ fields: [(String, String)] = [], file: (field: String, name: String, bytes: [UInt8])
    ) async throws -> Page {
        let fields = try await fields + shown(path, fields)
        let session = cookie.withLockedValue { $0 }
        var body = ByteBuffer()
        for (name, value) in fields + [("csrf", session.map { Sessions.formToken($0) } ?? "")] {
            body.writeString("--line\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString(
            "--line\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n")
        body.writeString("Content-Type: application/octet-stream\r\n\r\n")
        body.writeBytes(file.bytes)
        body.writeString("\r\n--line--\r\n")
        return try await send(.post, path, headers: [.contentType: "multipart/form-data; boundary=line"], body: body)
    }

    /// What the form of an address shows, when it is one at which something is changed.
    private func shown(_ path: String, _ fields: [(String, String)]) async throws -> [(String, String)] {
        guard !fields.contains(where: { $0.0 == Form.shownName }),
            let page = changes.lazy.compactMap({ $0.page(behind: path) }).first
        else { return [] }
        let round = fields.first { $0.0 == "round" }.map { "?round=\($0.1)" } ?? ""
        let forms = PageForm.all(in: try await get(page + round).text)
        let form = forms.first { $0.action == path }
        return (form?[Form.shownName]?.values ?? []).map { (Form.shownName, $0) }
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, body: ByteBuffer?
    ) async throws -> Page {
        var headers = headers
        if let session = cookie.withLockedValue({ $0 }) { headers[.cookie] = "\(Sessions.plainCookie)=\(session)" }
        let response = try await client.execute(uri: path, method: method, headers: headers, body: body)
        keep(response.headers[values: .setCookie])
        if method == .post { try await settle() }
        return Page(
            status: response.status.code, headers: response.headers, text: String(buffer: response.body))
    }

    private func keep(_ cookies: [String]) {
        for text in cookies where text.hasPrefix("\(Sessions.plainCookie)=") {
            let value = text.dropFirst(Sessions.plainCookie.count + 1).prefix { $0 != ";" }
            cookie.withLockedValue { $0 = value.isEmpty ? nil : String(value) }
        }
    }

    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!  // a literal that is a valid field name

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + Hex.text([byte])
        }.joined()
    }
}

extension TestApp {
    /// Opens the endpoints of the app to browsers.
    func browse(_ story: @Sendable (Visitors) async throws -> Void) async throws {
        let application = App.application(dependencies)
        try await application.test(.router) { client in try await story(Visitors(app: self, client: client)) }
    }
}

/// The people who come to the app in a test.
struct Visitors: Sendable {
    let app: TestApp
    let client: any TestClientProtocol
    let changes: [Routes.Endpoint]

    init(app: TestApp, client: any TestClientProtocol) {
        self.app = app
        self.client = client
        changes = App.routes(app.dependencies).endpoints.filter { $0.form != nil }
    }

    /// Somebody who has not signed in.
    var nobody: Browser { Browser(client, changes: changes, settle: app.link) }

    /// Somebody signed in with this address, made and given these roles if need be.
    func person(
        _ email: String, name: String = "", roles: [Role] = [], in programme: ID<Programme>? = nil
    ) async throws -> Browser {
        let context = ActionContext(caller: .theOperator, at: app.clock.now, randomness: .system)
        guard let address = EmailAddress(email) else { throw Refusal.notFound }
        let session = try await app.database.write { tx in
            let account = try Accounts.account(for: address, name: name, by: context, in: tx)
            for role in roles {
                guard let programme else { continue }
                try Accounts.grant(role, in: programme, to: account.id, by: context, in: tx)
            }
            let path = try SignIn.link(for: account.id, life: .hours(1), by: context, in: tx)
            return try SignIn.start(String(path.split(separator: "/").last ?? ""), by: context, in: tx)?.secret
        }
        return Browser(client, changes: changes, session: session, settle: app.link)
    }
}

extension Routes.Endpoint {
    /// The page on which the form of this address stands; nil when it is not an address of this endpoint.
    func page(behind address: String) -> String? {
        let (wanted, pieces) = (path.split(separator: "/"), address.prefix { $0 != "?" }.split(separator: "/"))
        guard let form, wanted.count == pieces.count else { return nil }
        var values: [Substring: Substring] = [:]
        for (piece, value) in zip(wanted, pieces) {
            if piece.hasPrefix(":") { values[piece] = value } else if piece != value { return nil }
        }
        return "/" + form.split(separator: "/").map { values[$0] ?? $0 }.joined(separator: "/")
    }
}
