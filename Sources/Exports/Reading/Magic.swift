import Delimited

/// Files that are refused by their first bytes or their size, before any reading.
enum Magic {
    static func refuse(_ bytes: [UInt8], name: String) throws(InputError) {
        if bytes.count > Export.largestFile {
            throw InputError(
                "The file has \(bytes.count / 1_048_576) MB; at most \(Export.largestFile / 1_048_576) MB can be read.",
                file: name, remedy: "Split it, or export fewer columns.")
        }
        if bytes.allSatisfy({ $0 <= 0x20 }) {
            throw InputError("The file is empty.", file: name, remedy: "Export it again and choose CSV.")
        }
        if Container.isCompound(bytes) { throw Container.fault(ofCompound: bytes).error(name) }
        if bytes.starts(with: Array("%PDF".utf8)) { throw notText(name) }
    }

    static func notText(_ name: String) -> InputError {
        InputError(
            "The file is not text.", file: name,
            remedy: "Export it as CSV from Eventbrite, Zoom, Teams, Microsoft Forms, Google Forms, Mailchimp or Miro.")
    }
}
