import Foundation

/// Where a database is.
public enum Location: Sendable, Hashable {
    /// An SQLite file, made when it is not there.
    case file(String)
    /// A PostgreSQL connection address, as libpq takes it: `postgres://user:password@host:5432/name?sslmode=require`.
    case postgres(String)
    /// An SQLite file of its own for each `Database`, removed when that is closed. For tests and trials: not durable.
    case temporary

    /// Reads what a person writes after `--database`: a path, or an address that starts with `postgres://`.
    /// - Throws: `StoreError.other` for empty text and for addresses of other systems.
    public init(parsing text: String) throws {
        let text = text.trimmingCharacters(in: .whitespaces)
        if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(text)
        } else if text.isEmpty || text.contains("://") {
            throw StoreError.other(
                code: "location", message: "Give the path of an SQLite file, or an address that starts with postgres://"
            )
        } else {
            self = .file(text)
        }
    }

    public var engine: Engine {
        if case .postgres = self { .postgres } else { .sqlite }
    }
}

extension Location: CustomStringConvertible {
    /// Fit for a log: without the password.
    public var description: String {
        switch self {
        case .file(let path): path
        case .temporary: "temporary"
        case .postgres(let address): PostgresAddress(address)?.withoutPassword ?? "postgres://"
        }
    }
}

/// A PostgreSQL address and the password in it, apart.
struct PostgresAddress {
    let withoutPassword: String
    let password: String?

    init?(_ address: String) {
        guard var parts = URLComponents(string: address) else { return nil }
        let secrets = parts.queryItems?.filter { $0.name.hasSuffix("password") } ?? []
        password = parts.password ?? secrets.first { $0.name == "password" }?.value
        parts.password = nil
        if !secrets.isEmpty { parts.queryItems?.removeAll { $0.name.hasSuffix("password") } }
        guard let text = parts.string else { return nil }
        withoutPassword = text
    }
}
