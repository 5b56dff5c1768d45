import HTTPTypes
import Markup
import Testing

@testable import Knotwork

/// Two browsers at the same form, which change one field after the other.
struct TwoPeople {
    typealias Control = PageForm.Control

    var first: Browser
    var second: Browser
    var path: String
    var page: String
    var button: [(String, String)]
    /// The fields that could be changed, with something else that can be put there.
    private(set) var tested: [(name: String, other: [String])] = []

    init(first: Browser, second: Browser, path: String, page: String, button: [(String, String)]) {
        (self.first, self.second, self.path, self.page, self.button) = (first, second, path, page, button)
    }

    mutating func tryEverything() async throws {
        for control in try await form().controls where control.kind != .hidden && tested.count < 8 {
            try await tryOne(control.name)
        }
        if tested.count > 1 { try await tryTogether(tested[0], tested[1]) }
    }

    private func form(_ page: Browser.Page? = nil) async throws -> PageForm {
        var text = page?.text
        if text == nil { text = try await first.get(self.page).text }
        return try #require(
            PageForm.all(in: text ?? "").first { $0.action == path }, "\(self.page) has no form for \(path)")
    }

    /// Both change the same field, from the same page.
    private mutating func tryOne(_ name: String) async throws {
        let old = try await form()
        guard let control = old[name] else { return }
        for values in Self.families(control) {
            guard try await first.post(path, old.with(name, values[0]) + button).status == 303,
                try await form()[name]?.values == values[0]
            else { continue }
            let late = try await second.post(path, old.with(name, values[1]) + button)
            try await look(at: late, control, mine: values[1], theirs: values[0])
            tested.append((name, values.last ?? []))
            return
        }
    }

    private func look(at late: Browser.Page, _ control: Control, mine: [String], theirs: [String]) async throws {
        let (name, place) = (control.name, "\(control.name) at \(path)")
        #expect(late.status == 422, "\(place): \(late.status)")
        guard late.status == 422 else { return }
        let back = try await form(late)
        #expect(back[name]?.values == mine, "\(place): what was typed stays")
        #expect(back[Form.theirsName]?.options.contains(name) == true, "\(place): theirs can be left there")
        if control.kind == .line || control.kind == .area {
            for text in theirs { #expect(late.words.contains(text), "\(place): what is kept is shown") }
        }
        #expect(try await form()[name]?.values == theirs, "\(place): the first stays")
        let left = try await second.post(path, back.fields + [(Form.theirsName, name)] + button)
        #expect(left.status == 303, "\(place): theirs is left there")
        #expect(try await form()[name]?.values == theirs, "\(place): theirs is left there")
        guard try await second.post(path, back.fields + button).status == 303 else { return }
        #expect(try await form()[name]?.values == mine, "\(place): mine all the same, having seen theirs")
    }

    /// Each changes another field, from the same page: both hold, or the second sees both.
    private func tryTogether(
        _ one: (name: String, other: [String]), _ two: (name: String, other: [String])
    ) async throws {
        let old = try await form()
        guard try await first.post(path, old.with(one.name, one.other) + button).status == 303 else { return }
        let between = try await form()[one.name]?.values
        let late = try await second.post(path, old.with(two.name, two.other) + button)
        let after = try await form()
        #expect(after[one.name]?.values == between, "\(one.name) at \(path) was undone by changing \(two.name)")
        if late.status == 303 { #expect(after[two.name]?.values == two.other, "\(two.name) at \(path)") }
        guard late.status == 422 else { return }
        let back = try await form(late)
        #expect(back[one.name]?.values == between && back[two.name]?.values == two.other, "both are shown at \(path)")
    }

    /// What could stand in a field instead, three of a kind: what is right for a date is wrong for an amount.
    private static func families(_ control: Control) -> [[[String]]] {
        switch control.kind {
        case .hidden: return []
        case .line, .area:
            let now = control.values.first ?? ""
            let kinds = [
                ["\(now) one", "\(now) two", "\(now) three"], ["one", "two", "three"], ["11", "12", "13"],
                ["11,000", "12,000", "13,000"], ["2 April 2022, 10 am", "3 April 2022, 10 am", "4 April 2022, 10 am"],
                ["a@one.example", "b@two.example", "c@three.example"], ["#0b5b5d", "#7a1f4b", "#1d4d8f"],
                ["https://one.example", "https://two.example", "https://three.example"],
            ]
            return kinds.map { kind in kind.map { [FormText.clean($0)] } }
        case .choice, .list:
            let others = control.options.filter { !control.values.contains($0) && !$0.isEmpty }
            return others.count > 1 ? [[[others[0]], [others[1]], [others[0]]]] : []
        case .boxes:
            // One box alone has no third state in which two could differ.
            let others = ([control.options] + control.options.map { [$0] }).filter { $0 != control.values }
            return control.options.count > 1 && others.count > 1 ? [[others[0], others[1], others[0]]] : []
        }
    }
}

extension [Routes.Endpoint] {
    /// The endpoint to which a form's address leads: of several the one that says most of it.
    func endpoint(behind address: String) -> Routes.Endpoint? {
        let pieces = address.prefix { $0 != "?" }.split(separator: "/")
        let fitting = filter { endpoint in
            let wanted = endpoint.path.split(separator: "/")
            return endpoint.method == .post && wanted.count == pieces.count
                && zip(wanted, pieces).allSatisfy { piece, value in piece.hasPrefix(":") || piece == value }
        }
        return fitting.min { $0.path.count(where: { $0 == ":" }) < $1.path.count(where: { $0 == ":" }) }
    }
}
