import Delimited

extension Request {
    /// Throws `InputError` when numbers point nowhere or times make no sense: what a caller got wrong, before any search.
    func check() throws {
        for station in stations {
            guard station.seats >= 1, station.changeover >= 0 else {
                throw InputError("Station “\(station.name)” needs at least one seat and no negative changeover.")
            }
        }
        guard walking.count == stations.count,
            walking.allSatisfy({ $0.count == stations.count && $0.allSatisfy { $0 >= 0 } })
        else { throw InputError("The walking times must name every pair of stations, none negative.") }
        for visit in visits {
            guard visitors.indices.contains(visit.visitor), !visit.choices.isEmpty,
                visit.choices.allSatisfy({ stations.indices.contains($0.station) && $0.duration >= 1 })
            else { throw InputError("A visit names a visitor or station that is not there, or lasts no time.") }
        }
        for order in orders {
            guard stations.indices.contains(order.first), stations.indices.contains(order.then),
                order.visitor.map(visitors.indices.contains) ?? true
            else { throw InputError("An order rule names a visitor or station that is not there.") }
        }
        for visitor in visitors where visitor.arrives < 0 {
            throw InputError("Visitor “\(visitor.name)” arrives before the day begins.")
        }
    }
}
