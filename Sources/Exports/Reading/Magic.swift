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
        if isSpreadsheet(bytes) {
            throw InputError(
                "This is an Excel workbook (.xlsx or .xls), which cannot be read yet.", file: name,
                remedy: "Open it and save as CSV (File, Save As, “CSV UTF-8”), one file for each sheet.")
        }
        if bytes.starts(with: Array("%PDF".utf8)) { throw notText(name) }
    }

    static func notText(_ name: String) -> InputError {
        InputError(
            "The file is not text.", file: name,
            remedy: "Export it as CSV from Eventbrite, Zoom, Teams, Microsoft Forms, Google Forms, Mailchimp or Miro.")
    }

    /// A zip archive (.xlsx, .ods) or the older compound file (.xls).
    private static func isSpreadsheet(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
            || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }
}
