/// What is known of one webinar: its page, its bookings, and how many of them were by people from the launch.
struct WebinarTally: Sendable {
    var event: Event
    var views: Int
    var viewsBySource: [String: Int]
    var bookings: Int
    var fromLaunch: Int

    /// Bookings as a share of views.
    var rate: Figure.Value { .share(of: bookings, in: views) }
    /// Bookings by people from the launch as a share of bookings.
    var launchShare: Figure.Value { .share(of: fromLaunch, in: bookings) }
}

extension Figure.Value {
    static func share(of part: Int, in whole: Int) -> Figure.Value {
        whole > 0 ? .share(Double(part) / Double(whole) * 100) : .none
    }

    /// For charts: nil when there is nothing to draw.
    var number: Double? {
        switch self {
        case .count(let count): Double(count)
        case .share(let share): share
        case .money(let money): Double(money.pence) / 100
        case .none: nil
        }
    }
}

extension Evidence {
    /// The webinars in the order in which they took place.
    var sessions: [WebinarTally] {
        let launched = launchPeople
        return webinars.map { event in
            let booked = bookings(of: event)
            let sources = (traffic[event.id] ?? []).map { ($0.source, $0.views) }
            return WebinarTally(
                event: event, views: views(of: event), viewsBySource: Dictionary(sources, uniquingKeysWith: +),
                bookings: booked.count, fromLaunch: booked.filter { launched.contains($0.person) }.count)
        }
    }

    /// Where views came from, the largest source first.
    var sources: [String] {
        let counted = traffic.values.joined().map { ($0.source, $0.views) }
        return Dictionary(counted, uniquingKeysWith: +).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
}
