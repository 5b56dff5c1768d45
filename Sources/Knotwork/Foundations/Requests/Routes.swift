import Hummingbird
import Markup

/// The endpoints of the app: each has an address, an audience, and a handler that cannot be reached around them.
final class Routes {
    /// For whom an endpoint is. Features check again in their queries: this is the first of two locks.
    enum Audience: Sendable, Hashable, CustomStringConvertible {
        case everyone
        case signedIn
        /// Holders of one of these roles in the programme that the path names.
        case roles(Set<Role>)

        var description: String {
            switch self {
            case .everyone: "everyone"
            case .signedIn: "signed in"
            case .roles(let roles): roles.map(\.rawValue).sorted().joined(separator: ", ")
            }
        }
    }

    struct Endpoint: Sendable {
        var method: HTTPRequest.Method
        var path: String
        var audience: Audience
        /// Where the form stands with which one changes what is kept; nil for an endpoint at which nothing that is kept is
        /// written over.
        var form: String?
        /// Whether its forms are counted: see `Strangers`.
        var isCounted = false
    }

    let dependencies: Dependencies
    let router: Router<AppRequestContext>
    private(set) var endpoints: [Endpoint] = []
    private let keptPages = KeptPages()

    init(dependencies: Dependencies, router: Router<AppRequestContext>) {
        self.dependencies = dependencies
        self.router = router
    }

    func get(
        _ path: String, for audience: Audience, _ handler: @escaping @Sendable (PageRequest) async throws -> Response
    ) {
        add(.get, path, audience, handler)
    }

    /// A page for everyone that many may ask for at once. Those who are not signed in may get it as it was a moment ago.
    func publicPage(_ path: String, _ handler: @escaping @Sendable (PageRequest) async throws -> Response) {
        let keptPages = keptPages
        add(.get, path, .everyone) { request in try await keptPages.page(for: request) { try await handler(request) } }
    }

    /// An endpoint that adds something, or does something: the form is read, and its token checked, before the handler sees it.
    /// What its form shows of what is kept, nobody can change there: that is for `change`.
    ///
    /// `sendsMail` says that the form can have mail sent to an address that its sender types: such forms are counted
    /// (`Strangers`). Of a form for everyone it is taken for granted.
    func post(
        _ path: String, for audience: Audience, limit: Int = FormLimits.texts.body, sendsMail: Bool? = nil,
        _ handler: @escaping @Sendable (PageRequest, FormData) async throws -> Response
    ) {
        add(.post, path, audience, isCounted: sendsMail ?? (audience == .everyone)) { request in
            try await handler(request, try await Self.read(request, limit: limit))
        }
    }

    /// The same for a form in which something can be wrong: what `save` finds wrong goes to `again`, the page once more, with
    /// what was typed.
    func post(
        _ path: String, for audience: Audience, limit: Int = FormLimits.texts.body, sendsMail: Bool? = nil,
        _ save: @escaping @Sendable (PageRequest, FormData) async throws -> Response,
        again: @escaping @Sendable (PageRequest, FormData, FieldErrors) async throws -> Response
    ) {
        post(path, for: audience, limit: limit, sendsMail: sendsMail) { request, data in
            do {
                return try await save(request, data)
            } catch let errors as FieldErrors {
                return try await again(request, data, errors)
            }
        }
    }

    /// An endpoint at which somebody changes what is kept. Its form was made with `PageRequest.form(changing:)`, and `save` gets what
    /// was typed only over what is kept now. Whatever is wrong with it, or was changed by another meanwhile, goes to
    /// `again`: the page once more, with what was typed.
    ///
    /// - `page`: where the form stands; the endpoint's own address if nothing is said.
    func change(
        _ path: String, on page: String? = nil, for audience: Audience,
        _ save: @escaping @Sendable (PageRequest, FormEdit) async throws -> Response,
        again: @escaping @Sendable (PageRequest, FormData, FieldErrors) async throws -> Response
    ) {
        add(.post, path, audience, form: page ?? path) { request in
            let data = try await Self.read(request, limit: FormLimits.texts.body)
            return try await Self.change(request, data, save, again)
        }
    }

    private static func change(
        _ request: PageRequest, _ data: FormData, _ save: (PageRequest, FormEdit) async throws -> Response,
        _ again: (PageRequest, FormData, FieldErrors) async throws -> Response
    ) async throws -> Response {
        let edit = FormEdit(data)
        var back = request
        do {
            return try await save(request, edit)
        } catch let conflict as FormConflict {
            back.returned = conflict.version
            return try await again(back, conflict.merged, conflict.errors)
        } catch let errors as FieldErrors {
            back.returned = edit.version
            return try await again(back, data, errors)
        }
    }

    private static func read(_ request: PageRequest, limit: Int) async throws -> FormData {
        request.context.sent.touch()
        let data = try await FormData.read(request.http, limit: limit)
        request.context.sent.note(data)
        guard data.text(Form.tokenName) == request.context.formToken else { throw Refusal.notFromHere }
        return data
    }

    /// An endpoint that takes one file, streamed, in the place of the one that is kept: its form sends the token, and what it
    /// showed, before the file, and nothing of the file is read before the token is checked. Nil when the person chose no file.
    /// The rest is as with `change`.
    func upload(
        _ path: String, for audience: Audience, limit: Int,
        _ save: @escaping @Sendable (PageRequest, FormEdit, IncomingFile?) async throws -> Response,
        again: @escaping @Sendable (PageRequest, FormData, FieldErrors) async throws -> Response
    ) {
        add(.post, path, audience, form: path) { request in
            request.context.sent.touch()
            let limits = FormLimits(body: limit + FormLimits.texts.body, told: limit)
            let reader = try MultipartReader(request.http, limits: limits)
            let file = try await reader.nextFile()
            guard reader.form.text(Form.tokenName) == request.context.formToken else {
                throw Refusal.notFromHere
            }
            return try await Self.change(request, reader.form, { try await save($0, $1, file) }, again)
        }
    }

    private func add(
        _ method: HTTPRequest.Method, _ path: String, _ audience: Audience, form: String? = nil,
        isCounted: Bool = false, _ handler: @escaping @Sendable (PageRequest) async throws -> Response
    ) {
        endpoints.append(Endpoint(method: method, path: path, audience: audience, form: form, isCounted: isCounted))
        let dependencies = dependencies
        router.on(RouterPath(path), method: method) { http, context in
            let request = PageRequest(
                dependencies: dependencies, http: http, context: context, now: dependencies.clock(),
                isCounted: isCounted)
            try Self.admit(request, audience)
            return try await handler(request)
        }
    }

    /// Lets in whom the endpoint is for. Those not signed in are asked to; to others the endpoint does not exist.
    private static func admit(_ request: PageRequest, _ audience: Audience) throws {
        switch audience {
        case .everyone: return
        case .signedIn: _ = try request.caller.signedIn()
        case .roles(let roles):
            _ = try request.caller.signedIn()
            guard request.caller.holds(roles, in: try request.path("programme")) else { throw Refusal.notFound }
        }
    }
}
