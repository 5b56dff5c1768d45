/// Any text as letters, digits and hyphens of ASCII, as names of hosts need it (RFC 3492).
///
///     Punycode.encode("münchen".unicodeScalars)  // "mnchen-3ya"
///
/// It says nothing of which texts may be a host's name, nor of `xn--`: that is for `HostName`.
public enum Punycode {
    /// The most letters that a text may have: many more than a host's name, and as many as 32 bits hold for certain.
    public static let mostLetters = 3_000

    /// The text in ASCII; nil when it is longer than `mostLetters`.
    ///
    /// Cost: the length times the number of different letters beyond ASCII.
    public static func encode(_ scalars: some Collection<Unicode.Scalar>) -> String? {
        let letters = scalars.map(\.value)
        guard letters.count <= mostLetters else { return nil }
        var coded = letters.filter { $0 < firstBeyond }.map { UInt8($0) }
        let basic = coded.count
        if basic > 0 { coded.append(UInt8(ascii: "-")) }
        var (next, delta, bias, done) = (firstBeyond, UInt32(0), firstBias, UInt32(basic))
        while done < letters.count {
            let least = letters.lazy.filter { $0 >= next }.min() ?? next
            (delta, next) = (delta + (least - next) * (done + 1), least)
            for letter in letters {
                if letter < next { delta += 1 }
                guard letter == next else { continue }
                append(delta, bias, to: &coded)
                bias = adapted(delta, of: done + 1, isFirst: done == basic)
                (delta, done) = (0, done + 1)
            }
            (delta, next) = (delta + 1, next + 1)
        }
        return String(decoding: coded, as: UTF8.self)
    }

    /// What `encode` was given; nil for a text that it never makes.
    public static func decode(_ text: some StringProtocol) -> [Unicode.Scalar]? {
        let bytes = Array(text.utf8)
        let end = bytes.lastIndex(of: UInt8(ascii: "-")) ?? 0
        guard bytes.allSatisfy({ $0 < firstBeyond }) else { return nil }
        var letters = bytes[..<end].map { Unicode.Scalar($0) }
        var digits = bytes[(end == 0 ? 0 : end + 1)...]
        var (next, place, bias) = (firstBeyond, UInt32(0), firstBias)
        while !digits.isEmpty {
            guard let delta = number(from: &digits, bias) else { return nil }
            let count = UInt32(letters.count) + 1
            let (sum, isTooFar) = place.addingReportingOverflow(delta)
            guard !isTooFar, let letter = Unicode.Scalar(next &+ sum / count), next &+ sum / count >= next else {
                return nil
            }
            bias = adapted(delta, of: count, isFirst: place == 0)
            (next, place) = (letter.value, sum % count)
            letters.insert(letter, at: Int(place))
            place += 1
        }
        return letters
    }

    // The parameters of RFC 3492, section 5.
    private static let (base, least, most, skew, damp): (UInt32, UInt32, UInt32, UInt32, UInt32) = (36, 1, 26, 38, 700)
    private static let firstBias: UInt32 = 72
    private static let firstBeyond: UInt32 = 0x80

    /// Section 6.1.
    private static func adapted(_ delta: UInt32, of count: UInt32, isFirst: Bool) -> UInt32 {
        var delta = isFirst ? delta / damp : delta / 2
        delta += delta / count
        var steps: UInt32 = 0
        while delta > (base - least) * most / 2 {
            delta /= base - least
            steps += base
        }
        return steps + (base - least + 1) * delta / (delta + skew)
    }

    /// The highest digit that ends a number at a place.
    private static func threshold(_ place: UInt32, _ bias: UInt32) -> UInt32 {
        place <= bias ? least : min(place - bias, most)
    }

    private static func append(_ delta: UInt32, _ bias: UInt32, to coded: inout [UInt8]) {
        var (rest, place) = (delta, base)
        while case let limit = threshold(place, bias), rest >= limit {
            coded.append(digit(limit + (rest - limit) % (base - limit)))
            rest = (rest - limit) / (base - limit)
            place += base
        }
        coded.append(digit(rest))
    }

    /// Takes one number off the front; nil when it does not end, or is too large.
    private static func number(from digits: inout ArraySlice<UInt8>, _ bias: UInt32) -> UInt32? {
        var (sum, weight, place) = (UInt32(0), UInt32(1), base)
        while let byte = digits.popFirst(), let digit = value(byte) {
            let (part, partIsTooFar) = digit.multipliedReportingOverflow(by: weight)
            let (next, nextIsTooFar) = sum.addingReportingOverflow(part)
            guard !partIsTooFar, !nextIsTooFar else { return nil }
            sum = next
            let limit = threshold(place, bias)
            if digit < limit { return sum }
            let (more, isTooFar) = weight.multipliedReportingOverflow(by: base - limit)
            guard !isTooFar else { return nil }
            (weight, place) = (more, place + base)
        }
        return nil
    }

    private static func digit(_ value: UInt32) -> UInt8 { UInt8(value < 26 ? value + 97 : value - 26 + 48) }

    private static func value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 48...57: UInt32(byte) - 48 + 26
        case 65...90: UInt32(byte) - 65
        case 97...122: UInt32(byte) - 97
        default: nil
        }
    }
}
