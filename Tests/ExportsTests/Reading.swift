import Delimited

@testable import Exports

/// Reads a text as a file of this name.
func export(
    _ text: String, name: String = "file.csv", dateOrder: DateOrder? = nil
) throws(InputError) -> Export {
    try Export.read(Array(text.utf8), name: name, dateOrder: dateOrder)
}

/// What a test compares of a person: name, address, organisation, status and minutes.
struct Shown: Equatable, CustomStringConvertible {
    var name: String?
    var email: String?
    var organisation: String?
    var status: Export.Status
    var minutes: Int?

    init(
        _ name: String?, _ email: String? = nil, _ organisation: String? = nil, _ status: Export.Status,
        _ minutes: Int? = nil
    ) {
        self.name = name
        self.email = email
        self.organisation = organisation
        self.status = status
        self.minutes = minutes
    }

    var description: String {
        "\(name ?? "–") <\(email ?? "–")> \(organisation ?? "–") \(status.rawValue) \(minutes.map(String.init) ?? "–")"
    }
}

extension Export {
    var shown: [Shown] { people.map { Shown($0.name, $0.email, $0.organisation, $0.status, $0.minutes) } }
}
