import Names
import Testing

@Suite(.timeLimit(.minutes(20))) struct OrganisationNamesTests {
    private let names = OrganisationNames([
        (spelling: "Kittiwake NW", name: "Kittiwake North West"),
        (spelling: "kittiwake north west", name: "Kittiwake North West"),
        (spelling: "K.N.W. (Liverpool)", name: "Kittiwake North West"), (spelling: "Kittiwake NW", name: "Another"),
    ])

    @Test(arguments: [
        "Kittiwake North West", "KITTIWAKE NW", "The Kittiwake NW Ltd.", "knw", "Kittiwake North West CIC (Wirral)",
    ])
    func `every spelling is the same organisation`(name: String) {
        #expect(names.isSame(name, "Kittiwake North West") && names.isSame("Kittiwake NW", name))
        #expect(names.key(name) == names.key("knw"))
    }

    @Test(arguments: ["Kittiwake", "Kittiwake South West", "Another", ""])
    func `what nobody said is the same is not`(name: String) {
        #expect(!names.isSame(name, "Kittiwake NW"))
    }

    @Test func `names without a letter are told apart by what was typed`() {
        let names = OrganisationNames()
        #expect(names.isSame("★★★", " ★★★ ") && !names.isSame("★★★", "★★"))
        #expect(!names.isSame("(The Hub)", "(The Barn)"), "brackets alone are a name")
        #expect(!names.key("!!!").isEmpty && names.key(" ").isEmpty)
    }
}
