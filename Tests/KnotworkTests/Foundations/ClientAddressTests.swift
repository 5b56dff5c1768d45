import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct ClientAddressTests {
    @Test(arguments: [
        ("203.0.113.9", [], "203.0.113.9"),
        ("127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["198.51.100.1, 203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["198.51.100.1", "203.0.113.9, 10.0.0.2"], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("127.0.0.1", ["127.0.0.1"], "127.0.0.1"),
        ("127.0.0.1", [" , "], "127.0.0.1"),
    ])
    func `only known proxies are believed about where a request comes from`(
        peer: String, forwarded: [String], client: String
    ) {
        #expect(
            ClientAddress.of(peer: peer, forwarded: forwarded, proxies: ["127.0.0.1", "::1", "10.0.0.2"]) == client)
    }

    @Test func `this machine is a proxy by default, and another can be named`() throws {
        #expect(Settings().trustedProxies == ["127.0.0.1", "::1"])
        let named = try Settings.resolve(flags: ["proxies": "10.0.0.2"], environment: [:], file: "")
        #expect(named.settings.trustedProxies == ["10.0.0.2"])
    }
}
