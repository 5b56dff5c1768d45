import Foundation
import Similarity

/// Text folded to what matters when it is compared: small letters without accents, digits, single spaces.
enum Letters {
    static let space = UInt8(ascii: " ")

    /// Small letters, accents and apostrophes gone, everything that is no letter or digit a single space.
    static func fold(_ bytes: [UInt8]) -> [UInt8] {
        let plain = bytes.allSatisfy { $0 < 0x80 } ? bytes : unaccented(bytes)
        var result: [UInt8] = []
        result.reserveCapacity(plain.count)
        for byte in plain {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
                result.append(byte)
            case UInt8(ascii: "'"), UInt8(ascii: "`"): continue
            default: if let last = result.last, last != space { result.append(space) }
            }
        }
        if result.last == space { result.removeLast() }
        return result
    }

    /// `fold` of plain ASCII, written into a buffer that is used again and again; false where it is none.
    static func fold(_ bytes: Bytes, keepingSpaces: Bool, into buffer: inout [UInt8]) -> Bool {
        buffer.removeAll(keepingCapacity: true)
        var gap = false
        for byte in bytes {
            let small = byte &- 65 < 26 ? byte | 0x20 : byte
            if small &- 97 < 26 || small &- 48 < 10 {
                if gap, keepingSpaces, !buffer.isEmpty { buffer.append(space) }
                gap = false
                buffer.append(small)
            } else if byte >= 0x80 {
                return false
            } else if byte != UInt8(ascii: "'"), byte != UInt8(ascii: "`") {
                gap = true
            }
        }
        return true
    }

    /// A single word of plain letters in small letters; nil for anything else.
    static func lowered(word: [UInt8]) -> [UInt8]? {
        word.allSatisfy { ($0 | 0x20) &- 97 < 26 } ? word.map { $0 | 0x20 } : nil
    }

    /// Small letters without accents; all other characters stay.
    static func lower(_ bytes: [UInt8]) -> [UInt8] {
        let plain = bytes.allSatisfy { $0 < 0x80 } ? bytes : unaccented(bytes)
        return plain.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
    }

    /// Only the digits.
    static func digits(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { $0 &- 48 < 10 } }

    /// Only letters and digits.
    static func solid(_ bytes: [UInt8]) -> [UInt8] { fold(bytes).filter { $0 != space } }

    static func words(_ folded: [UInt8]) -> [[UInt8]] { folded.split(separator: space).map(Array.init) }

    static func joined(_ words: some Sequence<[UInt8]>) -> [UInt8] { Array(words.joined(separator: [space])) }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte >= 0x80 }

    private static let letters: [Character: String] = [
        "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'",
        "‘": "'",
        "´": "'", "–": "-", "—": "-", "\u{A0}": " ", "\u{202F}": " ",
    ]

    private static func unaccented(_ bytes: [UInt8]) -> [UInt8] {
        let small = String(decoding: bytes, as: UTF8.self).lowercased()
        let replaced = small.map { letters[$0] ?? String($0) }.joined()
        let marks = CharacterSet.nonBaseCharacters
        let scalars = replaced.decomposedStringWithCanonicalMapping.unicodeScalars.filter { !marks.contains($0) }
        return Array(String(String.UnicodeScalarView(scalars)).utf8)
    }
}
