import Markup

extension Settings {
    /// A page of ours as one writes it in a mail.
    func url(_ link: Link) -> String { url(link.address) }
}

/// Whose pages these are, and where one can go in them: the app itself, or one programme.
struct Site: Sendable {
    var name: String
    var strapline: String
    var home: Link
    /// The stylesheet with a programme's accent; nil is our own colour.
    var accent: Link?
    /// Where everybody can go.
    var ways: [Place] = []
    /// A second line of ways, for those who work here.
    var work: [Place] = []
    /// Words that stand over every page, such as "Rehearsal: nobody is mailed".
    var banner: String?

    /// The pages that belong to no programme.
    static let knotwork = Site(name: "Knotwork", strapline: "", home: "/")
}
