import Delimited
import Disclosure
import Foundation

/// A ledger in a file, read before and written after a release.
struct LedgerFile {
    let path: String
    private(set) var ledger: Ledger

    /// A file that is not there yet is an empty ledger, but its folder must be.
    init(_ path: String) throws {
        self.path = path
        guard FileManager.default.fileExists(atPath: path) else {
            ledger = Ledger()
            return
        }
        ledger = try Ledger(try JSONText.read(contentsOf: path))
    }

    /// A file that must be there.
    init(existing path: String) throws {
        self.path = path
        ledger = try Ledger(try JSONText.read(contentsOf: path))
    }

    mutating func add(_ release: Release, _ placement: Ledger.Placement) throws {
        try ledger.add(release, placement)
        try Output.write(ledger.text, to: path)
    }
}
