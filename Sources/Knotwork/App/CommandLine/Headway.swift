/// How far long work has come, for whoever wants to show it.
package struct Headway: Sendable {
    /// Called before each step with the steps done, the steps in all, and what comes now. A transaction that is run
    /// again starts anew.
    package var report: @Sendable (_ done: Int, _ all: Int, _ what: String) -> Void

    package init(_ report: @escaping @Sendable (_ done: Int, _ all: Int, _ what: String) -> Void) {
        self.report = report
    }

    package static let untold = Headway { _, _, _ in }
}
