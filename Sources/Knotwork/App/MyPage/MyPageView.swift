import Store

/// What is somebody's own, programme by programme.
struct MyPageView: Sendable {
    struct Part: Sendable {
        var programme: Programme
        var roles: [Role]
        var applications: [Applications.OwnApplication]
        var places: [(event: Event, state: Registration.State)]
        var reviews: [ReviewTask]
        /// What somebody was asked to take part in and has not answered.
        var asked: [Applications.Asked]
    }

    var parts: [Part]
    /// In how many browsers they are signed in.
    var sessions: Int

    /// One question for each kind of thing, however many programmes there are.
    init(_ request: PageRequest, in db: Reader) throws {
        let caller = request.caller
        sessions = try SignIn.sessions(of: caller.signedIn().id, at: request.now, in: db)
        let applications = try Applications.mine(for: caller, db: db)
        let places = try Events.coming(for: caller, at: request.now, in: db)
        let reviews = try Panels.tasks(for: caller, in: db)
        let asked = try Applications.asked(caller, in: db)
        parts = try Programmes.all(for: caller, in: db).compactMap { programme in
            let part = Part(
                programme: programme,
                roles: caller.roleGrants.filter { $0.programme == programme.id }.map(\.role),
                applications: applications.filter { $0.application.programme == programme.id },
                places: places.filter { $0.event.programme == programme.id },
                reviews: reviews.filter { $0.application.programme == programme.id },
                asked: asked.filter { $0.programme == programme.id })
            return part.isEmpty ? nil : part
        }
    }
}

extension MyPageView.Part {
    fileprivate var isEmpty: Bool {
        roles.isEmpty && applications.isEmpty && places.isEmpty && reviews.isEmpty && asked.isEmpty
    }
}
