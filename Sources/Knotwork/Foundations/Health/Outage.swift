import Markup
import Store

/// The database cannot do its work just now. What is said about it, to whom.
enum Outage {
    /// Seconds after which it makes sense to try again.
    static let retryAfter = "30"

    /// Why nothing can be saved, as anybody may read it: no paths, no addresses, no names.
    static func words(_ error: any Error) -> String {
        switch error as? StoreError {
        case .full: "nothing can be saved, because the disk is full"
        case .readOnly: "nothing can be saved, because the database can only be read"
        case .busy: "the database is busy"
        case .unreachable: "the database does not answer"
        default: "nothing can be saved"
        }
    }

    /// For the person whose page it was. What was under way when the database went away may have been saved or not.
    static func page(_ error: StoreError) -> HTML {
        let saved: HTML =
            if case .unreachable = error {
                "If you were saving something, it may not have been saved: look at it again later."
            } else {
                "If you were saving something, it was not saved."
            }
        return """
            <p>This is our fault, not yours. \(saved)</p>
            <p>Please wait a minute, and then try again. If you filled in a form, go back: your browser may still have what you typed.</p>
            """
    }

    /// For the operator, who may know where the database is: what is wrong, and what to do.
    static func advice(_ error: StoreError, database: String) -> String {
        switch error {
        case .full:
            "Nothing can be saved: the disk that holds \(database) is full. Make room; nothing else needs to be done."
        case .readOnly:
            """
            Nothing can be saved: \(database) can only be read. The account that runs Knotwork must own the file and its folder, \
            the disk must be mounted for writing, and a server must not be a standby.
            """
        case .busy:
            "\(database) is busy: something else holds it for longer than people wait. Look what runs beside Knotwork."
        case .unreachable(let reason):
            "\(database) cannot be reached: \(reason). Look whether it is there, runs, and lets this account in."
        case .migration(let name, let reason):
            "The tables of \(database) cannot be brought up to date. Migration \(name): \(reason)."
        default: "\(database): \(error)."
        }
    }
}
