/// The figures for programs: with what each is made of, by id.
struct FiguresFile: Encodable {
    struct Item: Encodable {
        var key: String
        var title: String
        var value: Figure.Value
        var unit: String
        var shown: String
        var definition: String
        var formula: String
        var behind: String
        var ids: [String]
        var parts: [Part]
    }

    struct Part: Encodable {
        var key: String
        var title: String
        var value: Figure.Value
        var formula: String
        var ids: [String]
    }

    struct Session: Encodable {
        var key: String
        var title: String
        var views: Int
        var bySource: [String: Int]
        var bookings: Int
        var conversion: Figure.Value
        var byPeopleAtTheLaunch: Int
        var shareAtTheLaunch: Figure.Value

        private enum CodingKeys: String, CodingKey {
            case key, title, views, bookings, conversion
            case bySource = "by_source"
            case byPeopleAtTheLaunch = "by_people_at_the_launch"
            case shareAtTheLaunch = "share_at_the_launch"
        }
    }

    struct Organisation: Encodable {
        var organisation: String
        var insights: Bool
        var launch: String
        var webinars: Int
        var help: Bool
        var submitted: Bool
        var shortlisted: Bool
        var funded: Bool
    }

    var programme: String
    var name: String
    var figures: [Item]
    var sessions: [Session]
    var journeys: [Organisation]
}

extension FiguresFile {
    init(_ programme: Programme, _ figures: Figures) {
        self.init(
            programme: programme.slug, name: programme.name, figures: figures.all.map(Item.init),
            sessions: figures.sessions.map(Session.init), journeys: figures.journeys.map(Organisation.init))
    }
}

extension FiguresFile.Item {
    fileprivate init(_ figure: Figure) {
        self.init(
            key: figure.key.rawValue, title: figure.title, value: figure.value, unit: figure.value.unit,
            shown: figure.value.words, definition: figure.definition, formula: figure.formula,
            behind: figure.basis.rawValue, ids: figure.ids,
            parts: figure.parts.map {
                FiguresFile.Part(key: $0.key, title: $0.title, value: $0.value, formula: $0.formula, ids: $0.ids)
            })
    }
}

extension FiguresFile.Session {
    fileprivate init(_ session: WebinarTally) {
        self.init(
            key: session.event.slug, title: session.event.title, views: session.views, bySource: session.viewsBySource,
            bookings: session.bookings, conversion: session.rate, byPeopleAtTheLaunch: session.fromLaunch,
            shareAtTheLaunch: session.launchShare)
    }
}

extension FiguresFile.Organisation {
    fileprivate init(_ journey: Journey) {
        self.init(
            organisation: journey.organisation, insights: journey.insights, launch: journey.launch.rawValue,
            webinars: journey.webinars, help: journey.help, submitted: journey.submitted,
            shortlisted: journey.shortlisted, funded: journey.funded)
    }
}

extension Figure.Value: Encodable {
    /// Counts as whole numbers, per cent with two places, pounds with their pence if there are any.
    func encode(to encoder: any Encoder) throws {
        var one = encoder.singleValueContainer()
        switch self {
        case .count(let count): try one.encode(count)
        case .share(let share): try one.encode((share * 100).rounded() / 100)
        case .money(let money) where money.pence % 100 == 0: try one.encode(money.pence / 100)
        case .money(let money): try one.encode(Double(money.pence) / 100)
        case .none: try one.encodeNil()
        }
    }
}
