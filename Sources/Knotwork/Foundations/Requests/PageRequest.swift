import Hummingbird
import Markup
import Store

/// One request on its way through a feature: what was asked, by whom, and how to answer.
struct PageRequest: Sendable {
    let dependencies: Dependencies
    let http: Request
    let context: AppRequestContext
    let now: Instant
    /// What a form that comes back had shown when it was made, or what it shows from now on.
    var returned: FormVersion?
    /// Whether what this form does is counted, because it sends mail to an address that anybody can type.
    var isCounted = false

    var caller: Caller { context.caller }
    var actionContext: ActionContext { ActionContext(caller: caller, at: now, randomness: dependencies.randomness) }

    /// A piece of the path, or not found.
    func path(_ name: String) throws -> String {
        guard let value = context.parameters.get(name) else { throw Refusal.notFound }
        return value
    }

    func id<Of>(_ name: String) throws -> ID<Of> { ID(try path(name)) }

    /// A value behind the question mark; empty when it is not there.
    func query(_ name: String) -> String {
        http.uri.queryParameters[Substring(name)].map(String.init) ?? ""
    }

    /// Reads under this call's clock.
    func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await dependencies.database.read(body)
    }

    /// Writes under this call's clock. Where forms are counted, this one counts when it is saved.
    func write<T: Sendable>(_ body: @escaping @Sendable (Writer, ActionContext) throws -> T) async throws -> T {
        let (context, limit) = (
            actionContext, isCounted ? (client: client, most: dependencies.settings.strangers) : nil
        )
        return try await dependencies.database.write { tx in
            if let limit { try Strangers.count(from: limit.client, most: limit.most, by: context, in: tx) }
            return try body(tx, context)
        }
    }
}

extension PageRequest {
    /// After a change: to the page that shows it (303, so that going back does not send the form again).
    func redirect(to link: Link) -> Response {
        Response(status: .seeOther, headers: [.location: link.address, .cacheControl: "no-store"])
    }

    /// Bytes to keep or to print: CSV, JSON, calendars.
    func file(_ bytes: [UInt8], type: String, name: String? = nil) -> Response {
        var headers: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
        if let name { headers[.contentDisposition] = "attachment; filename=\"\(name)\"" }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A table to keep, made while it is sent.
    func file(_ table: SpreadsheetTable, name: String) -> Response {
        let headers: HTTPFields = [
            .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"\(name)\"",
        ]
        let body = ResponseBody { writer in
            try await table.inPieces { try await writer.write(ByteBuffer(bytes: $0)) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
