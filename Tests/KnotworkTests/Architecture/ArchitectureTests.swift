import Testing

@testable import Knotwork

/// The rules of docs/architecture.md hold in the source. Each rule is shown to see a breach that was planted.
@Suite(.timeLimit(.minutes(20))) struct ArchitectureTests {
    private let knotwork: Architecture

    init() throws { knotwork = try Architecture.ofKnotwork() }

    @Test func `every file is in Foundations, a feature or App`() {
        #expect(knotwork.files.count > 200)
        #expect(knotwork.unknownParts() == [])
        #expect(planted("Drawer/Helper.swift", "enum Helper {}").unknownParts().count == 1)
    }

    @Test func `no part names what a later one declares`() {
        #expect(knotwork.backwardNames() == [])
        let breach = Architecture(files: [
            ("Features/People/Person.swift", "struct Person { var review: Review }"),
            ("Features/Panels/Review.swift", "struct Review {}"),
        ])
        #expect(breach.backwardNames().map(\.file) == ["Features/People/Person.swift"])
        let below = Architecture(files: [
            ("Foundations/Outbox/Outbox.swift", "func f() { \"\\(Finals.tell())\" }"),
            ("Features/Finals/Finals.swift", "enum Finals {}"),
        ])
        #expect(below.backwardNames().count == 1, "also in what is put into a text")
        let figures = Architecture(files: [
            ("Features/Finals/ResultsPages.swift", "import Markup\nlet ours = Markup.Figure(Figure())"),
            ("Features/Finals/DecisionPages.swift", "import Markup\nlet theirs = Markup.Figure()"),
            ("Features/Evaluation/Figure.swift", "struct Figure {}"),
        ])
        #expect(figures.backwardNames().map(\.file) == ["Features/Finals/ResultsPages.swift"])
    }

    @Test func `SQL reads the tables of its own feature and of Foundations`() {
        #expect(knotwork.foreignTables() == [])
        let breach = tables("\"SELECT a.id FROM review r JOIN application a ON a.id = r.application_id\"")
        #expect(breach.foreignTables().map(\.what) == ["reads application, which is Applications's"])
    }

    @Test func `SQL reads views that its own part or an earlier one made`() {
        #expect(knotwork.laterViews() == [])
        let view = tables("\"SELECT id FROM sent_application\"")
        #expect(view.foreignTables() + view.laterViews() == [], "a view is for others")
        let later = Architecture(files: [
            ("Features/Panels/PanelsSchema.swift", "let sql = \"CREATE VIEW scored AS SELECT id FROM review\""),
            ("Features/Applications/TeamQueries.swift", "let sql = \"SELECT a.id FROM application a JOIN scored s\""),
        ])
        #expect(
            later.laterViews().map(\.file) == ["Features/Applications/TeamQueries.swift"], "but not for earlier ones")
    }

    @Test func `nobody writes a table of somebody else`() {
        #expect(knotwork.foreignWrites() == [])
        for sql in ["UPDATE application SET", "INSERT INTO application (id)", "DELETE FROM application WHERE"] {
            #expect(tables("\"\(sql) 1\"").foreignWrites().count == 1)
        }
        let programme = Architecture(files: [
            ("Foundations/Access/AccessSchema.swift", "let sql = \"CREATE TABLE programme (id TEXT)\""),
            ("Features/Programmes/ProgrammeActions.swift", "let sql = \"UPDATE programme SET name = 1\""),
            ("App/Editions/Rehearsal.swift", "let sql = \"UPDATE programme SET rehearsal = 1\""),
        ])
        #expect(programme.foreignWrites().map(\.file) == ["App/Editions/Rehearsal.swift"], "only its feature writes it")
    }

    @Test func `pages never read`() {
        #expect(knotwork.pagesThatRead() == [])
        #expect(planted("Features/People/PeoplePages.swift", "func f(in db: Reader) {}").pagesThatRead().count == 1)
    }

    @Test func `routes hold no SQL`() {
        #expect(knotwork.routesWithSQL() == [])
        let sql = "func f() { db.all(\"SELECT id FROM person\") }"
        #expect(planted("Features/People/PeopleRoutes.swift", sql).routesWithSQL().count == 1)
    }

    @Test func `what a page needs stands in a View file`() {
        #expect(knotwork.viewsElsewhere() == [])
        #expect(planted("Features/People/PeopleRoutes.swift", "struct PeopleView {}").viewsElsewhere().count == 1)
    }

    @Test func `only Schema files make tables`() {
        #expect(knotwork.tablesMadeElsewhere() == [])
        let table = "let sql = \"CREATE TABLE person (id TEXT)\""
        #expect(planted("Features/People/Person.swift", table).tablesMadeElsewhere().count == 1)
    }

    @Test func `stages are named by Stage alone`() {
        #expect(knotwork.stagesAsLiterals() == [])
        let literal = "\"UPDATE application SET stage = 'submitted'\""
        #expect(planted("Features/Applications/DraftActions.swift", literal).stagesAsLiterals().count == 1)
    }

    @Test func `no type's name is declared twice`() {
        #expect(knotwork.namesDeclaredTwice() == [])
        let twice = Architecture(files: [
            ("Features/People/Tally.swift", "struct Tally {}"), ("Features/Events/Tally.swift", "enum Tally {}"),
        ])
        #expect(twice.namesDeclaredTwice().count == 1)
    }

    @Test func `no folder is crowded`() {
        #expect(knotwork.crowdedFolders() == [])
        let many = (1...16).map { ("Features/People/P\($0).swift", "") }
        #expect(Architecture(files: many).crowdedFolders().count == 1)
    }

    @Test func `nothing but Store imports a driver`() {
        #expect(knotwork.forbiddenImports() == [])
        #expect(planted("Features/People/People.swift", "internal import CSQLite").forbiddenImports().count == 1)
    }

    @Test func `comments and sentences are no breach`() {
        let harmless = Architecture(files: [
            ("Features/People/Person.swift", "/// Like `Review`.\nlet words = \"a Review\" /* Review */"),
            ("Features/Panels/Review.swift", "struct Review {}"),
        ])
        #expect(harmless.backwardNames() == [])
    }

    @Test func `the picture of the architecture is that of the source`() throws {
        let picture = ArchitecturePicture(knotwork).svg
        #expect(
            try Sources.keptPicture("architecture.svg", made: picture) == picture,
            "If the change was meant: KNOTWORK_WRITE_PICTURES=1 swift test --filter ArchitectureTests")
    }

    @Test func `the picture of the stages is that of Stage`() throws {
        let picture = StagePicture().svg
        #expect(
            try Sources.keptPicture("stages.svg", made: picture) == picture,
            "If the change was meant: KNOTWORK_WRITE_PICTURES=1 swift test --filter ArchitectureTests")
    }

    @Test func `each stage but the last ones leads on, and only its writers take an application back`() {
        for stage in Stage.allCases {
            #expect(Stage.transitions.contains { $0.from == stage }, "\(stage) leads nowhere")
        }
        #expect(Set(Stage.transitions).count == Stage.transitions.count)
        #expect(Stage.transitions.filter { $0.to == .withdrawn }.allSatisfy { $0.by == .writers })
        #expect(Stage.withdrawn.origins(for: .team).isEmpty)
        #expect(!Stage.draft.canMove(to: .shortlisted, by: .team), "what was never sent is not judged")
    }

    private func planted(_ path: String, _ text: String) -> Architecture { Architecture(files: [(path, text)]) }

    /// A file of Panels with this SQL, beside the feature that owns the table of applications.
    private func tables(_ sql: String) -> Architecture {
        Architecture(files: [
            (
                "Features/Applications/ApplicationsSchema.swift",
                "let sql = \"CREATE TABLE application (id TEXT); CREATE VIEW sent_application AS SELECT id\""
            ),
            ("Features/Panels/ReviewQueries.swift", "let sql = \(sql)"),
        ])
    }
}
