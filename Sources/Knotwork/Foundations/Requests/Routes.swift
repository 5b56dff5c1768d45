import Hummingbird
import Markup

/// The doors of the house: each has an address, an audience, and a handler that cannot be reached around them.
final class Routes {
    /// For whom a door is. Rooms check again in their queries: this is the first of two locks.
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

    struct Door: Sendable {
        var method: HTTPRequest.Method
        var path: String
        var audience: Audience
        /// Where the form stands with which one changes what is kept; nil for a door at which nothing that is kept is
        /// written over.
        var form: String?
        /// Whether its forms are counted: see `Strangers`.
        var isCounted = false
    }

    let house: House
    let router: Router<Visit>
    private(set) var doors: [Door] = []
    private let keptPages = KeptPages()

    init(house: House, router: Router<Visit>) {
        self.house = house
        self.router = router
    }

    func get(
        _ path: String, for audience: Audience, _ handler: @escaping @Sendable (Call) async throws -> Response
    ) {
        add(.get, path, audience, handler)
    }

    /// A page for everyone that many may ask for at once. Those who are not signed in may get it as it was a moment ago.
    func publicPage(_ path: String, _ handler: @escaping @Sendable (Call) async throws -> Response) {
        let keptPages = keptPages
        add(.get, path, .everyone) { call in try await keptPages.page(for: call) { try await handler(call) } }
    }

    /// A door that adds something, or does something: the form is read, and its token checked, before the handler sees it.
    /// What its form shows of what is kept, nobody can change there: that is for `change`.
    ///
    /// `sendsMail` says that the form can have mail sent to an address that its sender types: such forms are counted
    /// (`Strangers`). Of a form for everyone it is taken for granted.
    func post(
        _ path: String, for audience: Audience, limit: Int = FormLimits.texts.body, sendsMail: Bool? = nil,
        _ handler: @escaping @Sendable (Call, FormData) async throws -> Response
    ) {
        add(.post, path, audience, isCounted: sendsMail ?? (audience == .everyone)) { call in
            try await handler(call, try await Self.read(call, limit: limit))
        }
    }

    /// A door at which somebody changes what is kept. Its form was made with `Call.form(changing:)`, and `save` gets what
    /// was typed only over what is kept now. Whatever is wrong with it, or was changed by another meanwhile, goes to
    /// `again`: the page once more, with what was typed.
    ///
    /// - `page`: where the form stands; the door's own address if nothing is said.
    func change(
        _ path: String, on page: String? = nil, for audience: Audience,
        _ save: @escaping @Sendable (Call, FormEdit) async throws -> Response,
        again: @escaping @Sendable (Call, FormData, FieldErrors) async throws -> Response
    ) {
        add(.post, path, audience, form: page ?? path) { call in
            let data = try await Self.read(call, limit: FormLimits.texts.body)
            let edit = FormEdit(data)
            var back = call
            do {
                return try await save(call, edit)
            } catch let conflict as FormConflict {
                back.returned = conflict.version
                return try await again(back, conflict.merged, conflict.errors)
            } catch let errors as FieldErrors {
                back.returned = edit.version
                return try await again(back, data, errors)
            }
        }
    }

    private static func read(_ call: Call, limit: Int) async throws -> FormData {
        call.visit.sent.touch()
        let data = try await FormData.read(call.request, limit: limit)
        call.visit.sent.note(data)
        guard data.text(Form.tokenName) == call.visit.formToken else { throw Refusal.notFromHere }
        return data
    }

    /// A door that takes one file, streamed: its form sends the token before the file, and nothing of the file is read
    /// before the token is checked. Nil when the person chose no file.
    func upload(
        _ path: String, for audience: Audience, limit: Int,
        _ handler: @escaping @Sendable (Call, IncomingFile?) async throws -> Response
    ) {
        add(.post, path, audience) { call in
            call.visit.sent.touch()
            let limits = FormLimits(body: limit + FormLimits.texts.body, told: limit)
            let reader = try MultipartReader(call.request, limits: limits)
            let file = try await reader.nextFile()
            guard reader.form.text(Form.tokenName) == call.visit.formToken else {
                throw Refusal.notFromHere
            }
            return try await handler(call, file)
        }
    }

    private func add(
        _ method: HTTPRequest.Method, _ path: String, _ audience: Audience, form: String? = nil,
        isCounted: Bool = false, _ handler: @escaping @Sendable (Call) async throws -> Response
    ) {
        doors.append(Door(method: method, path: path, audience: audience, form: form, isCounted: isCounted))
        let house = house
        router.on(RouterPath(path), method: method) { request, visit in
            let call = Call(house: house, request: request, visit: visit, now: house.clock(), isCounted: isCounted)
            try Self.admit(call, audience)
            return try await handler(call)
        }
    }

    /// Lets in whom the door is for. Those not signed in are asked to; to others the door does not exist.
    private static func admit(_ call: Call, _ audience: Audience) throws {
        switch audience {
        case .everyone: return
        case .signedIn: _ = try call.caller.signedIn()
        case .roles(let roles):
            _ = try call.caller.signedIn()
            guard call.caller.holds(roles, in: try call.path("programme")) else { throw Refusal.notFound }
        }
    }
}
