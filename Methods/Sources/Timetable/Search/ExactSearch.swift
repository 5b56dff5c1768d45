/// Exhaustive search for a plan that ends by a given tick: depth first, the visit with the fewest starts left first,
/// every choice striking out what it excludes (forward checking on sets of ticks). For small requests and for proofs;
/// it gives up after a number of nodes, so that its answer never depends on a clock.
struct ExactSearch {
    enum Answer: Sendable, Hashable {
        case plan([Plan.Place])
        /// Proven: there is none.
        case none
        case unknown
    }

    /// A visit, or a visitor's lunch, with the choices `first..<first + count`.
    private struct Piece {
        var visitor: Int
        /// Nil for lunch.
        var visit: Int?
        var choices: Range<Int>
    }

    private struct Choice {
        /// -1 for lunch.
        var station: Int
        var seat: Int
        var duration: Int
    }

    private let request: Request
    private let finish: Int
    private let nodes: Int
    private var pieces: [Piece] = []
    private var choices: [Choice] = []
    private var starts: TickSets
    /// For each visitor the one before who is alike in everything: their plans may be exchanged, so only one order of
    /// the two is looked at.
    private let twins: [Int?]
    private let firstVisit: [Int?]

    /// Requests beyond this size are not begun.
    private static let largest = (visits: 40, ticks: 512)

    init(_ request: Request, finish: Int, nodes: Int = 200_000) {
        self.request = request
        self.finish = finish
        self.nodes = nodes
        twins = request.twins()
        firstVisit = request.visitors.indices.map { visitor in
            request.visits.firstIndex { $0.visitor == visitor && $0.choices.count == 1 }
        }
        starts = TickSets(ticks: max(1, finish, request.lunch?.window.upperBound ?? 0))
        guard isSmall else { return }
        for (number, visit) in request.visits.enumerated() { add(number, visit) }
        for (number, visitor) in request.visitors.enumerated() where visitor.lunches { addLunch(number, visitor) }
    }

    private var isSmall: Bool { request.visits.count <= Self.largest.visits && finish <= Self.largest.ticks }

    func search() -> Answer {
        guard isSmall else { return .unknown }
        var descent = Descent(self)
        return descent.answer()
    }

    private mutating func add(_ number: Int, _ visit: Request.Visit) {
        let visitor = request.visitors[visit.visitor]
        let first = choices.count
        for choice in visit.choices {
            let last = min(visitor.leaves ?? finish, finish) - choice.duration
            let allowed = (visitor.arrives..<max(visitor.arrives, last + 1)).filter { start in
                let block = start..<(start + choice.duration)
                return !visitor.absent.contains { $0.overlaps(block) }
                    && !request.stations[choice.station].closed.contains { $0.overlaps(block) }
            }
            for seat in 0..<request.stations[choice.station].seats {
                choices.append(Choice(station: choice.station, seat: seat, duration: choice.duration))
                starts.append(allowed)
            }
        }
        pieces.append(Piece(visitor: visit.visitor, visit: number, choices: first..<choices.count))
    }

    private mutating func addLunch(_ number: Int, _ visitor: Request.Visitor) {
        guard let lunch = request.lunch else { return }
        let last = lunch.window.upperBound - lunch.duration
        choices.append(Choice(station: -1, seat: 0, duration: lunch.duration))
        starts.append(
            (lunch.window.lowerBound..<max(lunch.window.lowerBound, last + 1)).filter { start in
                !visitor.absent.contains { $0.overlaps(start..<(start + lunch.duration)) }
            })
        pieces.append(Piece(visitor: number, visit: nil, choices: (choices.count - 1)..<choices.count))
    }
}

// MARK: - The search itself

extension ExactSearch {
    private struct Placed {
        var choice: Int
        var start: Int
    }

    private struct Descent {
        let problem: ExactSearch
        var nodes: Int
        /// By choice, the starts that are left.
        var left: TickSets
        var placed: [Placed?]

        init(_ problem: ExactSearch) {
            self.problem = problem
            nodes = problem.nodes
            left = problem.starts
            placed = Array(repeating: nil, count: problem.pieces.count)
        }

        mutating func answer() -> Answer {
            switch descend() {
            case true?: return .plan(places())
            case false?: return .none
            case nil: return .unknown
            }
        }

        private func places() -> [Plan.Place] {
            problem.request.visits.indices.compactMap { number in
                guard let placed = placed[number] else { return nil }
                let choice = problem.choices[placed.choice]
                return Plan.Place(
                    station: choice.station, seat: choice.seat, start: placed.start, duration: choice.duration)
            }
        }

        /// True: complete. False: proven that nothing follows. Nil: gave up.
        private mutating func descend() -> Bool? {
            guard let piece = nextPiece() else { return holds() }
            for choice in problem.pieces[piece].choices {
                for start in left.ticks(choice) {
                    nodes -= 1
                    if nodes < 0 { return nil }
                    let before = left
                    placed[piece] = Placed(choice: choice, start: start)
                    if strike(piece, choice, start), everySeatHasRoom() {
                        let below = descend()
                        if below != false { return below }
                    }
                    placed[piece] = nil
                    left = before
                }
            }
            return false
        }

        /// Pieces agree in pairs; that lunch and the way fit between the same two visits is looked at only here.
        private func holds() -> Bool {
            var asked = problem.request
            asked.dayEnd = problem.finish
            return Plan(places: places(), request: asked).violations(of: asked).isEmpty
        }

        private func nextPiece() -> Int? {
            var best: (piece: Int, size: Int)?
            for piece in placed.indices where placed[piece] == nil {
                let size = problem.pieces[piece].choices.reduce(0) { $0 + left.count($1) }
                if size < best?.size ?? .max { best = (piece, size) }
            }
            return best?.piece
        }

        /// Takes out what the piece just placed excludes; false when some piece has nothing left.
        private mutating func strike(_ piece: Int, _ choice: Int, _ start: Int) -> Bool {
            for other in placed.indices where placed[other] == nil {
                var count = 0
                for otherChoice in problem.pieces[other].choices {
                    for range in problem.excluded(piece, choice, start, other, otherChoice) {
                        left.remove(range, from: otherChoice)
                    }
                    count += left.count(otherChoice)
                }
                if count == 0 { return false }
            }
            return true
        }

        /// What is still to come at a station must fit into the ticks that its visits can still use.
        private func everySeatHasRoom() -> Bool {
            for station in problem.request.stations.indices {
                var usable = left.empty
                var load = 0
                for piece in placed.indices where placed[piece] == nil {
                    let own = problem.pieces[piece].choices
                    guard own.allSatisfy({ problem.choices[$0].station == station }) else { continue }
                    load += problem.choices[own.lowerBound].duration
                    for choice in own { left.cover(choice, lasting: problem.choices[choice].duration, in: &usable) }
                }
                let ticks = usable.reduce(0) { $0 + $1.nonzeroBitCount }
                if load > ticks * problem.request.stations[station].seats { return false }
            }
            return true
        }
    }

    /// The starts that a choice of another piece loses once `piece` is placed.
    private func excluded(_ piece: Int, _ choice: Int, _ start: Int, _ other: Int, _ otherChoice: Int) -> [Range<Int>] {
        let (a, b) = (choices[choice], choices[otherChoice])
        let end = start + a.duration
        let (one, two) = (pieces[piece].visitor, pieces[other].visitor)
        var lost: [Range<Int>] = []
        if a.station >= 0, a.station == b.station {
            if one == two { return [0..<starts.size] }
            let changeover = request.stations[a.station].changeover
            if a.seat == b.seat { lost.append((start - b.duration - changeover + 1)..<(end + changeover)) }
            if firstVisit[one] == pieces[piece].visit, firstVisit[two] == pieces[other].visit {
                if twins[two] == one { lost.append(0..<start) }
                if twins[one] == two { lost.append((start + 1)..<starts.size) }
            }
        }
        guard one == two else { return lost }
        if a.station < 0 || b.station < 0 { return lost + [(start - b.duration + 1)..<end] }
        let (out, back) = (request.walking[a.station][b.station], request.walking[b.station][a.station])
        lost.append((start - b.duration - back + 1)..<(end + out))
        for order in request.orders where order.visitor == nil || order.visitor == one {
            if order.first == a.station, order.then == b.station { lost.append(0..<end) }
            if order.first == b.station, order.then == a.station {
                lost.append(max(0, start - b.duration + 1)..<starts.size)
            }
        }
        return lost
    }
}

/// Several sets of ticks, as bits.
struct TickSets: Sendable {
    let size: Int
    private let words: Int
    private var bits: [UInt64] = []

    init(ticks: Int) {
        size = ticks
        words = (ticks + 63) / 64
    }

    var empty: [UInt64] { Array(repeating: 0, count: words) }

    mutating func append(_ ticks: [Int]) {
        let base = bits.count
        bits += empty
        for tick in ticks where tick >= 0 && tick < size { bits[base + tick / 64] |= 1 << UInt64(tick % 64) }
    }

    func count(_ set: Int) -> Int {
        (set * words..<(set + 1) * words).reduce(0) { $0 + bits[$1].nonzeroBitCount }
    }

    func ticks(_ set: Int) -> [Int] {
        var ticks: [Int] = []
        for word in 0..<words {
            var rest = bits[set * words + word]
            while rest != 0 {
                ticks.append(word * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return ticks
    }

    mutating func remove(_ range: Range<Int>, from set: Int) {
        let (low, high) = (max(0, range.lowerBound), min(size, range.upperBound))
        guard low < high else { return }
        for word in (low / 64)...((high - 1) / 64) {
            let from = max(low - word * 64, 0)
            let to = min(high - word * 64, 64)
            let mask = (to == 64 ? UInt64.max : (1 << UInt64(to)) - 1) & ~((1 << UInt64(from)) - 1)
            bits[set * words + word] &= ~mask
        }
    }

    /// Adds to `covered` every tick that something begun at a tick of the set and lasting so long would use.
    func cover(_ set: Int, lasting duration: Int, in covered: inout [UInt64]) {
        for shift in 0..<duration {
            let (far, near) = (shift / 64, UInt64(shift % 64))
            for word in stride(from: words - 1, through: far, by: -1) {
                let source = set * words + word - far
                covered[word] |= bits[source] << near
                if near > 0, word > far { covered[word] |= bits[source - 1] >> (64 - near) }
            }
        }
    }
}

extension Request {
    /// For each visitor, the nearest one before who is alike in everything but the name.
    fileprivate func twins() -> [Int?] {
        let own = visitors.indices.map { visitor in visits.filter { $0.visitor == visitor }.map(\.choices) }
        let ruled = Set(orders.compactMap(\.visitor))
        return visitors.indices.map { visitor in
            (0..<visitor).last { other in
                var alike = visitors[visitor]
                alike.name = visitors[other].name
                return alike == visitors[other] && own[visitor] == own[other] && !ruled.contains(visitor)
                    && !ruled.contains(other)
            }
        }
    }
}
