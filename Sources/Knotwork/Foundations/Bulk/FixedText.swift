/// ASCII of a length known beforehand, written straight into its string: dates and ids are written and read by the
/// thousand in one list.
///
/// Buys “instants read and written byte by byte instead of split into substrings” of docs/performance.md: list, 18 to 13 ms.
struct FixedText {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    /// The text that `write` puts together, of at most `length` bytes.
    static func make(_ length: Int, _ write: (inout FixedText) -> Void) -> String {
        String(unsafeUninitializedCapacity: length) { bytes in
            var text = FixedText(bytes: bytes)
            write(&text)
            return text.count
        }
    }

    /// The same at the end of `all`, for tables of many thousand cells.
    static func append(_ length: Int, to all: inout [UInt8], _ write: (inout FixedText) -> Void) {
        let start = all.count
        all.append(contentsOf: repeatElement(0, count: length))
        let end = all.withUnsafeMutableBufferPointer { bytes in
            var text = FixedText(bytes: UnsafeMutableBufferPointer(rebasing: bytes[start...]))
            write(&text)
            return start + text.count
        }
        all.removeLast(all.count - end)
    }

    private init(bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func put(_ character: Unicode.Scalar) { put(byte: UInt8(ascii: character)) }

    mutating func put(byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    /// The last `width` digits of a number without its sign, with noughts in front.
    mutating func put(_ number: Int, width: Int) {
        var rest = number.magnitude
        for place in (count..<(count + width)).reversed() {
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        count += width
    }
}

/// Digits and marks at fixed places of a text; what is not as expected is remembered. It buys its part of the same line.
struct FixedReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var isAsExpected = true

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func number(at start: Int, width: Int) -> Int {
        var number = 0
        for place in start..<(start + width) {
            let digit = bytes[place] &- UInt8(ascii: "0")
            if digit > 9 { isAsExpected = false }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }

    mutating func expect(_ character: Unicode.Scalar, at place: Int) {
        if bytes[place] != UInt8(ascii: character) { isAsExpected = false }
    }
}
