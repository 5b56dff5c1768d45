import Testing

@testable import Knotwork

@Suite(.timeLimit(.minutes(20))) struct IDPlacesTests {
    @Test func `every id is found at its place, and no other anywhere`() {
        let ids: [ID<Account>] = (0..<5000).map { _ in Randomness.system.id(at: .now) }
        let strange: [ID<Account>] = ["", "a", "b", "ab", "1234567", "12345678", "x12345678", "Größe-12345678"].map {
            ID($0)
        }
        let places = IDPlaces(ids + strange)
        #expect(places.count == ids.count + strange.count && places.ids == ids + strange)
        for (place, id) in (ids + strange).enumerated() { #expect(Self.find(id.text, places) == place) }
        for id in ids.prefix(500) {
            #expect(Self.find(id.text + "0", places) == nil && Self.find(String(id.text.dropLast()), places) == nil)
            #expect(
                Self.find("0" + id.text.dropFirst(), places)
                    == (id.text.hasPrefix("0") ? Self.find(id.text, places) : nil))
        }
        #expect(Self.find("", IDPlaces<Account>()) == nil)
    }

    @Test func `an id that comes again keeps its place`() {
        var places = IDPlaces<Account>()
        let told = ["b", "a", "b", "c", "a"].map { id in
            var id = id
            return id.withUTF8 { places.place(of: $0) }
        }
        #expect(told == [0, 1, 0, 2, 1] && places.ids == ["b", "a", "c"].map { ID($0) })
    }

    private static func find(_ id: String, _ places: IDPlaces<Account>) -> Int? {
        var id = id
        return id.withUTF8 { places[$0] }
    }
}
