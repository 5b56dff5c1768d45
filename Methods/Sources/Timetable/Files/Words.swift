public import Delimited

extension RequestFile {
    /// Why there is no plan, as one message with the line of the first wish: what stands against what, and what to do.
    public func refusal(_ failure: Failure, file: String) -> InputError {
        switch failure {
        case .impossible(let wishes):
            let said = wishes.map { "\(sentence($0))\(line($0).map { " (line \($0))" } ?? "")" }
            return InputError(
                "No timetable can meet these together: \(said.joined(separator: "; ")).", file: file,
                line: wishes.compactMap(line).first,
                remedy: wishes.count == 1 ? "Change it." : "Without any one of them this conflict is gone.")
        case .notFound(let moves):
            return InputError(
                "No timetable was found in \(moves) changes tried, and nothing proves that there is none.", file: file,
                line: lines.dayEnd, remedy: "Let the day end later, ask for less, or try with more --moves.")
        }
    }

    /// A wish in words.
    public func sentence(_ wish: Wish) -> String {
        switch wish {
        case .visit(let number):
            let visit = request.visits[number]
            let stations = visit.choices.map { "“\(request.stations[$0.station].name)”" }.joined(separator: " or ")
            let minutes = (visit.choices.map(\.duration).min() ?? 0) * tickMinutes
            return "“\(request.visitors[visit.visitor].name)” visits \(stations) for \(minutes) minutes"
        case .closed(let station, let index):
            let asked = request.stations[station]
            let closed = asked.closed[index]
            if closed.lowerBound == 0 { return "“\(asked.name)” opens at \(clock(closed.upperBound))" }
            if closed.upperBound >= Self.lastTick { return "“\(asked.name)” closes at \(clock(closed.lowerBound))" }
            return "“\(asked.name)” is closed \(span(closed))"
        case .arrives(let visitor):
            return "“\(request.visitors[visitor].name)” arrives at \(clock(request.visitors[visitor].arrives))"
        case .leaves(let visitor):
            let leaves = request.visitors[visitor].leaves ?? 0
            return "“\(request.visitors[visitor].name)” leaves at \(clock(leaves))"
        case .absent(let visitor, let index):
            return "“\(request.visitors[visitor].name)” is away \(span(request.visitors[visitor].absent[index]))"
        case .lunch(let visitor): return "“\(request.visitors[visitor].name)” has lunch"
        case .order(let number):
            let order = request.orders[number]
            let who = order.visitor.map { " for “\(request.visitors[$0].name)”" } ?? ""
            return "“\(request.stations[order.first].name)” comes before “\(request.stations[order.then].name)”\(who)"
        case .dayEnd: return "the day ends at \(clock(request.dayEnd ?? 0))"
        }
    }

    /// The line on which a wish stands.
    public func line(_ wish: Wish) -> Int? {
        switch wish {
        case .visit(let number): lines.visits[number]
        case .closed(let station, _): lines.stations[station]
        case .arrives(let visitor), .leaves(let visitor), .absent(let visitor, _): lines.visitors[visitor]
        case .lunch: lines.lunch
        case .order(let number): lines.orders[number]
        case .dayEnd: lines.dayEnd
        }
    }

    private func span(_ range: Range<Int>) -> String {
        "from \(clock(range.lowerBound)) to \(clock(range.upperBound))"
    }
}
