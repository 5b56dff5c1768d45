import Store

/// What the page of one event shows to one caller.
struct EventView: Sendable {
    var programme: Programme
    var event: Event
    var registration: Registration?
    var joinURL: String?
    var isFull: Bool

    init(_ request: PageRequest, in db: Reader) throws {
        (programme, event) = try Events.of(request, in: db)
        registration = try Events.registration(at: event.id, for: request.caller, in: db)
        joinURL = try Events.joinURL(of: event.id, for: request.caller, in: db)
        let booked = try Events.places(at: event.id, in: db)[.booked] ?? 0
        isFull = event.capacity.map { booked >= $0 } ?? false
    }
}
