import HTTPTypes
import Hummingbird

/// Where a request comes from, as far as it can be believed: for the rate limit only, and never written down as it is.
enum ClientAddress {
    /// Behind a proxy every connection comes from the proxy, which names the one before it at the end of
    /// `X-Forwarded-For`. That is believed of the proxies of the settings alone: anybody can write such a header.
    static func of(peer: String, forwarded: [String], proxies: Set<String>) -> String {
        let hops =
            forwarded.flatMap { $0.split(separator: ",") }.map(\.trimmingWhitespace).filter { !$0.isEmpty } + [peer]
        return hops.last { !proxies.contains($0) } ?? peer
    }

    fileprivate static let forwarded = HTTPField.Name("X-Forwarded-For")!  // a literal that is a valid field name
}

extension PageRequest {
    var client: String {
        ClientAddress.of(
            peer: context.client ?? "", forwarded: http.headers[values: ClientAddress.forwarded],
            proxies: dependencies.settings.trustedProxies)
    }
}
