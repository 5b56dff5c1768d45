import Names
import Testing

@Suite struct OrganisationNamesTests {
    private let names = OrganisationNames([
        (spelling: "Koala NW", name: "Koala North West"), (spelling: "koala north west", name: "Koala North West"),
        (spelling: "K.N.W. (Liverpool)", name: "Koala North West"), (spelling: "Koala NW", name: "Another"),
    ])

    @Test(arguments: ["Koala North West", "KOALA NW", "The Koala NW Ltd.", "knw", "Koala North West CIC (Wirral)"])
    func `every spelling is the same organisation`(name: String) {
        #expect(names.isSame(name, "Koala North West") && names.isSame("Koala NW", name))
        #expect(names.key(name) == names.key("knw"))
    }

    @Test(arguments: ["Koala", "Koala South West", "Another", ""])
    func `what nobody said is the same is not`(name: String) {
        #expect(!names.isSame(name, "Koala NW"))
    }

    @Test func `names without a letter are told apart by what was typed`() {
        let names = OrganisationNames()
        #expect(names.isSame("★★★", " ★★★ ") && !names.isSame("★★★", "★★"))
        #expect(!names.isSame("(The Hub)", "(The Barn)"), "brackets alone are a name")
        #expect(!names.key("!!!").isEmpty && names.key(" ").isEmpty)
    }
}
