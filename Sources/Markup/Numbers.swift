// Numbers as people write them, without Foundation and without a String in between.

extension [UInt8] {
    mutating func append(_ number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(digits: number.magnitude, atLeast: 1, grouped: false)
    }

    /// 52940 as 52,940.
    mutating func append(grouped number: Int) {
        if number < 0 { append(contentsOf: "\u{2212}".utf8) }
        append(digits: number.magnitude, atLeast: 1, grouped: true)
    }

    /// 5294000 as £52,940 and 5294050 as £52,940.50.
    mutating func append(pounds pence: Int) {
        if pence < 0 { append(contentsOf: "\u{2212}".utf8) }
        append(contentsOf: "£".utf8)
        let (pounds, rest) = pence.magnitude.quotientAndRemainder(dividingBy: 100)
        append(digits: pounds, atLeast: 1, grouped: true)
        guard rest > 0 else { return }
        append(UInt8(ascii: "."))
        append(digits: rest, atLeast: 2, grouped: false)
    }

    /// `places` decimal places, 0 to 9; "–" for a value that is not a finite number.
    mutating func append(_ number: Double, places: Int) {
        precondition((0...9).contains(places), "0 to 9 decimal places")
        guard number.isFinite else { return append(contentsOf: "–".utf8) }
        let scale = Swift.repeatElement(10.0, count: places).reduce(1, *)
        let scaled = (number.magnitude * scale).rounded(.toNearestOrAwayFromZero)
        guard scaled < 0x1p63 else { return append(contentsOf: number.description.utf8) }
        if number < 0, scaled > 0 { append(UInt8(ascii: "-")) }
        let (whole, part) = UInt(scaled).quotientAndRemainder(dividingBy: UInt(scale))
        append(digits: whole, atLeast: 1, grouped: false)
        guard places > 0 else { return }
        append(UInt8(ascii: "."))
        append(digits: part, atLeast: places, grouped: false)
    }

    /// Digits come out last first, so they are written from the end of a place that holds the longest number.
    private mutating func append(digits number: UInt, atLeast width: Int, grouped: Bool) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { place in
            var start = place.count
            var rest = number
            var written = 0
            repeat {
                if grouped, written > 0, written % 3 == 0 {
                    start -= 1
                    place[start] = UInt8(ascii: ",")
                }
                start -= 1
                place[start] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
                written += 1
            } while rest > 0 || written < width
            append(contentsOf: UnsafeBufferPointer(rebasing: place[start...]))
        }
    }
}
