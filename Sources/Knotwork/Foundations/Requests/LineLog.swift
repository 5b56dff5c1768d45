import Delimited
import Foundation
import Logging

/// Writes each log entry as one line of JSON to standard error: easy to search, easy to ship.
struct LineLog: LogHandler {
    var metadata = Logger.Metadata()
    var logLevel: Logger.Level
    let label: String

    init(label: String, level: Logger.Level) {
        self.label = label
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = "{\"at\":\"\(Instant.now)\",\"level\":\"\(event.level.rawValue)\""
        line.reserveCapacity(256)
        append("message", event.message.description, to: &line)
        for (key, value) in all(event.metadata ?? [:]) where key != "hb.request.id" {
            append(key, value.description, to: &line)
        }
        line += "}\n"
        // One call a line: lines of several threads do not mix, and none is lost when the process is killed.
        line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
    }

    private func all(_ own: Logger.Metadata) -> [(key: String, value: Logger.Metadata.Value)] {
        (metadata.isEmpty ? own : metadata.merging(own) { $1 }).sorted { $0.key < $1.key }
    }

    private func append(_ key: String, _ value: String, to line: inout String) {
        line += ",\""
        line += key
        line += "\":"
        line += JSONText.quoted(value)
    }
}
