extension Export.Person {
    /// Who this is, as somebody to be the guest of.
    fileprivate var party: Export.Party { Export.Party(name: name, email: email, organisation: organisation) }
}

extension Reading {
    /// The most places of one order that become entries of their own; a larger order stays one, with its number.
    private static let mostPlaces = 100

    /// Further tickets of an order that carry the buyer's name again, or none, are guests of the buyer.
    mutating func markGuestsOfBuyers() {
        var seen: [String: Set<String>] = [:]
        var first: [String: Export.Party] = [:]
        update { person in
            guard let order = person.order else { return }
            let who = Words.key(person.name ?? "") + "|" + (person.comparableEmail ?? "")
            let isRepeated = seen[order]?.contains(who) == true
            let isUnnamed = person.name == nil && person.email == nil && seen[order] != nil
            if isRepeated || isUnnamed || person.name == nil && seen[order] != nil {
                person.isGuestOfBuyer = true
                person.guestOf = person.guestOf ?? person.buyer ?? first[order]
            }
            if !isUnnamed, first[order] == nil { first[order] = person.party }
            seen[order, default: []].insert(who)
        }
    }

    /// An order of three is three places: the entry itself and two guests without a name. Reports that repeat the
    /// order's number of tickets on each ticket's row already have a row for each.
    mutating func makePlaces() {
        var rows: [String: Int] = [:]
        for person in export.people { if let order = person.order { rows[order, default: 0] += 1 } }
        var room = Export.mostRows
        expand { person in
            let places = person.tickets
            guard places > 1, places <= Self.mostPlaces, places <= room else { return [person] }
            var one = person
            one.tickets = 1
            if let order = person.order, rows[order] == places { return [one] }
            room -= places
            var guest = Export.Person(line: person.line, status: person.status)
            (guest.lines, guest.order, guest.time) = (person.lines, person.order, person.time)
            (guest.buyer, guest.isGuestOfBuyer) = (person.buyer, true)
            guest.guestOf = person.name == nil && person.email == nil ? person.guestOf : person.party
            guest.asks = person.asks.filter { $0.kind == .state || $0.kind == .zone }
            return [one] + Array(repeating: guest, count: places - 1)
        }
    }
}
