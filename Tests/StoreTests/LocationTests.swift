import Store
import Testing

@Suite(.timeLimit(.minutes(20))) struct LocationTests {
    @Test func `a path is a file and an address is a server`() throws {
        #expect(try Location(parsing: "knotwork.sqlite") == .file("knotwork.sqlite"))
        #expect(try Location(parsing: " /var/lib/knotwork/data ") == .file("/var/lib/knotwork/data"))
        #expect(try Location(parsing: "postgres://a@b/c") == .postgres("postgres://a@b/c"))
        #expect(try Location(parsing: "postgresql://a@b/c") == .postgres("postgresql://a@b/c"))
        #expect(try Location(parsing: "postgres://a@b/c").engine == .postgres)
        #expect(Location.temporary.engine == .sqlite)
    }

    @Test(arguments: ["", "  ", "mysql://a@b/c", "http://a"]) func `anything else is refused`(text: String) {
        #expect(throws: StoreError.self) { try Location(parsing: text) }
    }

    @Test(arguments: [
        "postgres://me:secret@host:5433/name?sslmode=require", "postgres://host/name?user=me&password=secret",
    ])
    func `a description has no password`(address: String) throws {
        let description = "\(try Location(parsing: address))"
        #expect(!description.contains("secret"))
        #expect(description.contains("host"))
    }
}
