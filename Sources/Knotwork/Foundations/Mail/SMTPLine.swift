import CCurl
import Foundation

/// One libcurl handle, which keeps its connection between mails.
///
/// Unchecked, because libcurl's handle is not Sendable: it is touched only on the queue of the `SMTPTransport` that
/// owns it, one mail at a time, and by `deinit` when nobody else can.
final class SMTPLine: @unchecked Sendable {
    private let server: SMTPServer
    /// Nil when libcurl is not there or could not be started.
    private let curl: UnsafeMutableRawPointer?
    private static let isReady = knot_curl_is_there() && curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private static let isMissing = Delivery.unreachable(
        "libcurl, which speaks to the mail server, is not on this machine or could not be started: install libcurl4")

    private static let connectSeconds = 20
    private static let mailSeconds = 60

    init(_ server: SMTPServer) {
        self.server = server
        curl = Self.isReady ? curl_easy_init() : nil
    }

    deinit { if let curl { curl_easy_cleanup(curl) } }

    func carry(_ letter: OutgoingLetter) -> Delivery {
        guard curl != nil else { return Self.isMissing }
        let recipients = curl_slist_append(nil, "<\(letter.to)>")
        defer { curl_slist_free_all(recipients) }
        return talk(Trip(letter.bytes)) { curl in
            address(from: letter.from, to: recipients, on: curl)
                && knot_curl_set_long(curl, CURLOPT_UPLOAD, 1) == CURLE_OK
        }
    }

    func obstacle() -> String? {
        let outcome = talk(Trip([])) { curl in
            knot_curl_set_long(curl, CURLOPT_NOBODY, 1) == CURLE_OK
                && knot_curl_set_text(curl, CURLOPT_CUSTOMREQUEST, "NOOP") == CURLE_OK
        }
        if case .unreachable(let reason) = outcome { return reason }
        return nil
    }

    private func talk(_ trip: Trip, _ prepare: (UnsafeMutableRawPointer) -> Bool) -> Delivery {
        guard let curl else { return Self.isMissing }
        curl_easy_reset(curl)
        guard set(server, on: curl), load(trip, on: curl), prepare(curl) else {
            return .unreachable("this libcurl cannot do what the address of the mail server asks for")
        }
        let result = withExtendedLifetime(trip) { curl_easy_perform(curl) }
        return result == CURLE_OK ? .sent : trip.dialogue.outcome(String(cString: curl_easy_strerror(result)))
    }

    private func set(_ server: SMTPServer, on curl: UnsafeMutableRawPointer) -> Bool {
        let scheme = server.security == .implicit ? "smtps" : "smtp"
        let upgrade =
            switch server.security {
            case .implicit, .required: CURLUSESSL_ALL
            case .optional: CURLUSESSL_TRY
            case .none: CURLUSESSL_NONE
            }
        let texts: [(CURLoption, String?)] = [
            (CURLOPT_URL, "\(scheme)://\(server.host):\(server.port)"), (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            (CURLOPT_USERNAME, server.user), (CURLOPT_PASSWORD, server.password),
            (CURLOPT_CAINFO, server.authorities),
        ]
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_USE_SSL, Int(upgrade.rawValue)), (CURLOPT_CONNECTTIMEOUT, Self.connectSeconds),
            (CURLOPT_TIMEOUT, Self.mailSeconds), (CURLOPT_MAXAGE_CONN, 30), (CURLOPT_NOSIGNAL, 1),
        ]
        return texts.allSatisfy { option, text in
            text.map { knot_curl_set_text(curl, option, $0) == CURLE_OK } ?? true
        } && numbers.allSatisfy { knot_curl_set_long(curl, $0.0, $0.1) == CURLE_OK }
    }

    private func address(
        from sender: String, to recipients: UnsafeMutablePointer<curl_slist>?, on curl: UnsafeMutableRawPointer
    ) -> Bool {
        recipients != nil && knot_curl_set_text(curl, CURLOPT_MAIL_FROM, "<\(sender)>") == CURLE_OK
            && knot_curl_set_list(curl, CURLOPT_MAIL_RCPT, recipients) == CURLE_OK
    }

    private func load(_ trip: Trip, on curl: UnsafeMutableRawPointer) -> Bool {
        let place = Unmanaged.passUnretained(trip).toOpaque()
        let answers = [
            knot_curl_set_pointer(curl, CURLOPT_READDATA, place),
            knot_curl_set_read(curl, readMail), knot_curl_set_long(curl, CURLOPT_INFILESIZE, trip.bytes.count),
            knot_curl_set_long(curl, CURLOPT_VERBOSE, 1), knot_curl_set_pointer(curl, CURLOPT_DEBUGDATA, place),
            knot_curl_set_debug(curl, followDialogue), knot_curl_set_write(curl, dropBytes),
        ]
        return answers.allSatisfy { $0 == CURLE_OK }
    }
}

/// What one mail's journey reads from and leaves behind. Touched only inside `curl_easy_perform`.
private final class Trip {
    let bytes: [UInt8]
    var taken = 0
    var dialogue = SMTPDialogue()

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func take(into place: UnsafeMutableRawBufferPointer) -> Int {
        let piece = bytes[taken..<min(bytes.count, taken + place.count)]
        place.copyBytes(from: piece)
        taken += piece.count
        return piece.count
    }
}

private let readMail: knot_curl_io = { buffer, size, count, place in
    guard let buffer, let place else { return 0 }
    let trip = Unmanaged<Trip>.fromOpaque(place).takeUnretainedValue()
    return trip.take(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

/// libcurl would print the server's answers.
private let dropBytes: knot_curl_io = { _, size, count, _ in size * count }

private let followDialogue: knot_curl_debug = { _, kind, data, size, place in
    guard let data, let place else { return 0 }
    let trip = Unmanaged<Trip>.fromOpaque(place).takeUnretainedValue()
    let bytes = UnsafeRawBufferPointer(start: data, count: size)
    switch curl_infotype(rawValue: curl_infotype.RawValue(kind)) {
    case CURLINFO_HEADER_OUT: trip.dialogue.said(bytes)
    case CURLINFO_HEADER_IN: trip.dialogue.heard(bytes)
    default: break
    }
    return 0
}
