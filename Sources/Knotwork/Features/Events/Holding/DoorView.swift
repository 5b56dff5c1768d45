import Store

/// Who is at the door of one event.
struct DoorView: Sendable {
    var programme: Programme
    var event: Event
    var lines: [DoorLine]

    init(_ request: PageRequest, in db: Reader) throws {
        (programme, event) = try Events.of(request, in: db)
        lines = try Events.door(of: event.id, for: request.caller, in: db)
    }
}
