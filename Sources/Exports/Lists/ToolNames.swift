/// Tools that are told by their headings, though their tables are read like others of the kind.
enum ToolNames {
    private struct Sign: Sendable {
        var tool: String
        /// Any of these is enough.
        var any: Set<String> = []
        /// All of these together are enough.
        var all: Set<String> = []
    }

    private static let signs = [
        Sign(tool: "Luma", any: ["api id", "guest api id"], all: ["qr code url", "approval status"]),
        Sign(
            tool: "HubSpot", any: ["unsubscribed from all email", "marketing contact status"],
            all: ["record id", "lead status"]),
        Sign(tool: "HubSpot", all: ["record id", "contact owner"]),
        Sign(tool: "Google Contacts", any: ["email 1 value", "email 1 label", "email 1 type"]),
        Sign(tool: "Outlook contacts", any: ["email display name", "email 2 display name", "email 2 address"]),
        Sign(tool: "Salesforce", all: ["account name", "email opt out"]),
        Sign(tool: "Tito", any: ["unique ticket url", "unique order url"]),
        Sign(tool: "Ticket Tailor", all: ["event id", "order id", "ticket code"]),
        Sign(tool: "Webex", any: ["attendance duration"], all: ["attendee email", "connection type"]),
        Sign(tool: "Google Meet", all: ["time joined", "time exited"]),
        Sign(tool: "GoToWebinar", any: ["interest rating", "registration date time"]),
    ]

    static func tool(of header: Header) -> String? {
        signs.first { sign in
            header.hasAny(sign.any) || !sign.all.isEmpty && sign.all.isSubset(of: header.keys)
        }?.tool
    }
}
